"""Two invented passages, and a key that must be seen nowhere."""

from corpus.document import Source
from corpus.passage import Passage

KEY = "sk-marked-key"
PLAN = Source("plan", "2031年工作要点", issuer="市科技局", year=2031)
GROWTH = Passage(
    PLAN,
    ("一、企业培育",),
    "1",
    "年内新增高新技术企业88家。科技型项目占比不低于35%。力争全年新增在孵企业260家以上。",
)
FUNDS = Passage(
    PLAN, ("二、资金",), "2", "对新认定的研发机构给予不超过50万元奖励。同一企业不得重复申报。"
)
