# 政策问答助手。`make` 列出全部命令。

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run sync ask eval test fix audit constraints programs clean

help: ## 列出命令
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | \
	  awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

run: sync ## 安装、建索引、打开对话网页
	$(BIN)/python app.py

sync: $(VENV)/.run ## 让索引与 corpus/documents 一致
	$(BIN)/python -m index sync

export Q
ask: $(VENV)/.run ## 在命令行提问：make ask Q="今年新增多少家高企？"
	@test -n "$$Q" || { echo '用法：make ask Q="问题"'; exit 2; }
	@$(BIN)/python -m assistant ask "$$Q"

eval: $(VENV)/.run ## 评测，打印三列成绩，结果在 evals/results/latest
	$(BIN)/python -m evals columns --out evals/results/latest
	$(BIN)/python -m evals report evals/results/latest

test: $(VENV)/.dev programs ## 检查格式、类型，运行全部测试，并把关评测分数
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest
	$(BIN)/python -m evals gate

fix: $(VENV)/.dev ## 自动修正格式
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

audit: build/audit/bin/pip-audit ## 依赖里有没有已知的漏洞（要联网，不在 make test 里）
	@build/audit/bin/pip-audit --strict --progress-spinner off --disable-pip --no-deps \
	  -r constraints.txt || { echo '有已知漏洞，或查不到，详见上文'; exit 1; }

build/audit/bin/pip-audit:
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --disable-pip-version-check -q pip-audit || \
	  { echo '装不上 pip-audit，查不到有没有漏洞'; exit 1; }

constraints: ## 依赖有变时，在全新环境里重新生成 constraints.txt
	rm -rf build/constraints
	$(PYTHON) -m venv build/constraints
	build/constraints/bin/python -m pip install --quiet --upgrade pip
	build/constraints/bin/python -m pip install -e '.[dev]'
	build/constraints/bin/python -m pip freeze --exclude-editable > constraints.txt
	rm -rf build/constraints

clean: ## 删除虚拟环境、缓存和索引（不动 data/ 里的反馈）
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .gradio index/store
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- 安装：只在 pyproject.toml 或 constraints.txt 变化后重做 --------------------------------

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新版本，可指定：make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "缺少 venv 模块。Debian/Ubuntu 请先运行：sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --disable-pip-version-check -q -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --disable-pip-version-check -q -c constraints.txt -e '.[dev]'
	@touch $(VENV)/.run $@

# 测试用的 Chromium 和 PostgreSQL：Debian/Ubuntu 上能装就装，装不上则要用它们的测试说明原因后跳过。
programs:
	@lacking=; \
	{ command -v chromium || command -v chromium-browser || command -v google-chrome; } \
	  >/dev/null || lacking='chromium fonts-noto-cjk'; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
	  lacking="$$lacking postgresql"; \
	test -n "$$lacking" || exit 0; \
	skipped="没有装上：$$lacking，要用它们的测试将跳过"; \
	if [ "$$(id -u)" = 0 ]; then root=; else root='sudo -n'; fi; \
	{ command -v apt-get && $$root true; } >/dev/null 2>&1 || { echo "$$skipped"; exit 0; }; \
	echo "正在安装 $$lacking……"; \
	{ $$root apt-get update -qq && \
	  $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    $$lacking; } >/dev/null 2>&1 || echo "$$skipped"
