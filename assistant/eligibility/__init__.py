"""资格自测: an enterprise's figures against the conditions of a programme, each with its clause.

    profile = read_profile({"rd_expense_3y": "400万"}, programmes)
    assess(programmes.find("hnte"), profile).verdict

Nothing here guesses: what is not stated stays 待补充, what only people can judge 需人工核实.
"""

from assistant.eligibility.assess import assess
from assistant.eligibility.assessment import Assessment, PartScore
from assistant.eligibility.finding import Verdict
from assistant.eligibility.profile import read_profile

__all__ = ["Assessment", "PartScore", "Verdict", "assess", "read_profile"]
