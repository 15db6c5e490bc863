"""What a firm fills in: it falls one step short of 高新技术企业认定."""

FIGURES = {
    "days_since_registration": "800",
    "tech_staff": "25",
    "total_staff": "180",
    "rd_expense_3y": "1000万",
    "sales_3y": "2.6亿",
    "sales_last_year": "1.2亿",
    "rd_expense_domestic_3y": "950",
    "hightech_income_last_year": "9000",
    "total_income_last_year": "1.25亿",
}
YES = ("is_resident_enterprise", "has_core_ip", "in_supported_domain", "no_major_incident_1y")
