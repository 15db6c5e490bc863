// Behaviour of the pages that Gradio has no part for: the source panel, the library's reading
// view, Chinese names for its buttons. Loaded in <head>; needs no library.
"use strict";

const policyPage = (() => {
  const base = new URL("../", document.currentScript.src);
  const narrow = window.matchMedia("(max-width: 900px)");
  document.documentElement.lang = "zh-CN";

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  async function fragment(path) {
    try {
      const response = await fetch(new URL(path, base));
      return await response.text();
    } catch {
      return '<p class="warning" role="alert">连接不上服务，请稍后再试。</p>';
    }
  }

  // Spoken and shown for a moment: "已复制".
  const toast = make("div", { id: "toast", role: "status", "aria-live": "polite" });
  let toastTimer = 0;
  function say(words) {
    toast.textContent = words;
    toast.classList.add("shown");
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => toast.classList.remove("shown"), 2500);
  }

  // ---- the source panel -------------------------------------------------------------------
  const counter = make("span", { class: "counter", "aria-live": "polite" });
  const previous = make("button", { type: "button", class: "previous" }, "上一条引用");
  const next = make("button", { type: "button", class: "next" }, "下一条引用");
  const whole = make("button", { type: "button", class: "whole" }, "查看全文");
  const close = make("button", { type: "button", class: "close", "aria-label": "关闭原文" }, "✕");
  const body = make("div", { class: "panel-body", tabindex: "0", role: "region", "aria-label": "原文内容" });
  const heading = make("strong", {}, "原文");
  const panel = make(
    "div",
    { id: "source-panel", role: "complementary", "aria-label": "引用的原文", tabindex: "-1", hidden: "" },
    make("div", { class: "panel-head" },
      heading, counter, make("span", { class: "spacer" }), close),
    body,
    make("div", { class: "panel-foot" }, previous, next, make("span", { class: "spacer" }), whole),
  );
  const shade = make("div", { id: "panel-shade", hidden: "" });
  const state = { references: [], at: 0, full: false, opener: null, asked: 0, targets: false };

  async function show() {
    const { references, at, full } = state;
    const asked = ++state.asked; // a slower, earlier answer must not replace a later one
    counter.textContent = state.targets
      ? `第 ${references[at].number} 项，共 ${references.length} 项`
      : `引用 ${references[at].number}，共 ${references.length} 条`;
    previous.textContent = state.targets ? "上一项" : "上一条引用";
    next.textContent = state.targets ? "下一项" : "下一条引用";
    previous.hidden = next.hidden = references.length === 1;
    previous.disabled = at === 0;
    next.disabled = at === references.length - 1;
    whole.textContent = full ? "只看引用段落" : "查看全文";
    const html = await fragment(`source/${references[at].reference}${full ? "/document" : ""}`);
    if (asked !== state.asked) return;
    body.innerHTML = html; // escaped by the server
    const digest = body.querySelector(".source-card .badge-digest");
    heading.textContent = digest ? "摘编" : "原文";
    if (!full) whole.textContent = digest ? "查看整份摘编" : "查看全文";
    const cited = body.querySelector(full ? "#cited-passage" : "mark");
    body.scrollTop = 0;
    if (full && cited) cited.scrollIntoView({ block: "center" });
    else if (cited) showInBody(cited);
  }

  // Scrolls only as far as needed, so that the title stays in view where it can.
  function showInBody(element) {
    const below = element.getBoundingClientRect().bottom - body.getBoundingClientRect().bottom;
    if (below > 0) body.scrollTop += below + 24;
  }

  function open(link) {
    const group = link.closest(".answer, .targets, .cites"); // what previous and next lead through
    if (!group) return;
    const references = [...group.querySelectorAll("a.source-link")].map((source) => {
      const [, number, reference] = source.getAttribute("href").slice(1).split("/");
      return { number, reference, source };
    }).sort((one, other) => one.number - other.number);
    const number = link.getAttribute("href").slice(1).split("/")[1];
    const at = references.findIndex((one) => one.number === number);
    if (at < 0) return;
    const targets = group.matches(".targets");
    Object.assign(state, { references, at, full: false, opener: link, targets });
    markOpened(link);
    panel.hidden = false;
    document.body.classList.add("source-open");
    modal(narrow.matches);
    keepInView();
    show();
    panel.focus({ preventScroll: true });
  }

  // The panel makes the table narrower and longer, and leads through rows beyond the window.
  function keepInView() {
    if (!state.targets || narrow.matches) return;
    state.references[state.at].source.closest("tr").scrollIntoView({ block: "nearest" });
  }

  function markOpened(link) {
    document.querySelectorAll("a.opened").forEach((one) => one.classList.remove("opened"));
    if (link) link.classList.add("opened");
  }

  // On a small screen the panel lies over the page, which is then out of reach.
  function modal(on) {
    shade.hidden = !on;
    for (const element of document.body.children)
      if (![panel, shade, toast].includes(element) && element.tagName !== "SCRIPT") element.inert = on;
    if (on) { panel.setAttribute("role", "dialog"); panel.setAttribute("aria-modal", "true"); }
    else { panel.setAttribute("role", "complementary"); panel.removeAttribute("aria-modal"); }
  }

  function closePanel() {
    if (panel.hidden) return;
    panel.hidden = true;
    document.body.classList.remove("source-open");
    modal(false);
    markOpened(null);
    const back = state.opener?.isConnected ? state.opener : document.querySelector("#question textarea");
    back?.focus();
  }

  function step(by) {
    const at = state.at + by;
    if (panel.hidden || at < 0 || at >= state.references.length) return;
    state.at = at;
    markOpened(state.references[at].source);
    keepInView();
    show();
    panel.focus({ preventScroll: true });
  }

  previous.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  close.addEventListener("click", closePanel);
  shade.addEventListener("click", closePanel);
  whole.addEventListener("click", () => { state.full = !state.full; show(); });
  narrow.addEventListener("change", () => { if (!panel.hidden) modal(narrow.matches); });

  // ---- the library's reading view: /library#document/KEY ------------------------------------
  async function followHash() {
    const list = document.getElementById("library-list");
    const view = document.getElementById("library-document");
    if (!list || !view) return;
    const key = /^#document\/([\w-]+)$/.exec(location.hash)?.[1];
    list.hidden = Boolean(key);
    view.hidden = !key;
    if (!key) return;
    const back = make("a", { href: "#", class: "back" }, "‹ 返回文件库");
    const article = make("div");
    article.innerHTML = await fragment(`document/${key}`); // escaped by the server
    view.replaceChildren(back, article);
    window.scrollTo(0, 0);
    view.focus({ preventScroll: true });
  }

  // ---- one place for clicks and keys --------------------------------------------------------
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#cite/"], a[href^="#source/"]');
    if (link) {
      event.preventDefault();
      open(link);
      return;
    }
    const row = event.target.closest?.(".targets tr.target");
    if (row && window.getSelection().isCollapsed) { // not while copying a figure
      open(row.querySelector("a.source-link"));
      return;
    }
    const back = event.target.closest?.("a.back");
    if (back) {
      event.preventDefault();
      history.pushState(null, "", location.pathname);
      followHash();
    }
  });

  // Gradio's copy button would copy the HTML of the message: copy what the reader sees.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.('button[data-policy="copy"]');
    const shown = button?.closest(".message-buttons")?.previousElementSibling;
    if (!shown) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const answer = shown.querySelector(".answer");
    copy(answer ? answerText(answer) : shown.innerText.trim())
      .then(() => say("已复制"), () => say("复制失败，请选中文字后复制"));
  }, true);

  function answerText(answer) {
    const lines = [...answer.querySelectorAll(".status, .draft-label, .answer-text p, .answer-text li, .answer-note:not([hidden])")]
      .map((element) => (element.tagName === "LI" ? "· " : "") + element.innerText.trim());
    const texts = (element, selector) =>
      [...element.querySelectorAll(selector)].map((one) => one.textContent.trim());
    const sources = [...answer.querySelectorAll(".answer-sources li")].flatMap((item) => [
      `《${texts(item, ".title")[0]}》`,
      ...[...item.querySelectorAll(".where")].map((where) =>
        texts(where, ".number").map((number) => `[${number}]`).join("") + ` ${texts(where, ".place")[0]}`),
    ]);
    return [...lines, ...(sources.length ? ["依据：", ...sources] : [])].join("\n");
  }

  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = make("textarea", { style: "position:fixed;opacity:0" }); // plain http on an intranet
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copy");
  }

  // The limit is told while typing; the server checks it again.
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("#question textarea")) return;
    const told = document.getElementById("question-length");
    const limit = Number(told?.dataset.limit);
    if (!limit) return;
    const length = [...event.target.value].length;
    told.classList.toggle("over", length > limit);
    told.textContent =
      length > limit ? `　已有 ${length} 字，最多 ${limit} 字，请缩短` : length > limit * 0.8 ? `　${length}/${limit} 字` : "";
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePanel();
  });
  window.addEventListener("hashchange", followHash);
  window.addEventListener("popstate", followHash);

  // ---- names for Gradio's buttons -----------------------------------------------------------
  // By place, since Gradio's own names follow the browser's language and copy has none.
  function name(button, words, kind) {
    if (!button || button.dataset.policy === kind) return;
    button.dataset.policy = kind;
    button.setAttribute("aria-label", words);
    button.title = words;
  }

  function nameButtons() {
    name(document.querySelector(".submit-button"), "发送", "send");
    name(document.querySelector(".stop-button"), "停止", "stop");
    for (const row of document.querySelectorAll("#conversation .message-buttons-left")) {
      const [copy, ...others] = row.querySelectorAll("button");
      const [dislike, like] = others.splice(-2);
      name(copy, "复制回答", "copy");
      name(others[0], "重新回答", "retry");
      name(others[1], "撤回，修改问题", "undo");
      name(dislike, "没有帮助", "dislike");
      name(like, "有帮助", "like");
    }
    const examples = document.querySelector("#conversation .examples"); // a list of buttons is none
    examples?.setAttribute("role", "group");
    examples?.setAttribute("aria-label", "常见问题");
    // Gradio names a message by its source text, HTML and all.
    for (const message of document.querySelectorAll('#conversation [data-testid="bot"]'))
      message.setAttribute("aria-label", "回答");
    for (const message of document.querySelectorAll('#conversation [data-testid="user"]'))
      message.setAttribute("aria-label", "问题");
    const question = document.querySelector("#question textarea");
    if (question) question.placeholder = "请输入问题，按 Enter 发送"; // Gradio clears it
  }

  function start() {
    document.body.append(shade, panel, toast);
    let waiting = false;
    let library = null;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        nameButtons();
        const list = document.getElementById("library-list");
        if (list && list !== library) { library = list; followHash(); }
      });
    }).observe(document.body, { childList: true, subtree: true });
  }
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);

  return { say, make, copy, answerText, closePanel };
})();
window.policyPage = policyPage;
