// How a page is reached: a skip link, a title of its own, the last question at the top of the talk,
// the focus after an answer. Needs policy-page.js and view.js.
"use strict";

(() => {
  const { make } = policyPage;
  const touch = window.matchMedia("(pointer: coarse)");
  const skip = make("a", { class: "skip", href: "#page-main" }, "跳到正文");
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    (document.querySelector("#question textarea") ?? document.getElementById("page-main"))?.focus();
  });

  function title() {
    const page = document.querySelector(".nav-holder a.active")?.textContent.trim();
    const read = document.querySelector("#library-document:not([hidden]) h2")?.textContent.trim();
    const name = [read, page, "政策问答助手"].filter(Boolean).join(" · ");
    if (document.title !== name) document.title = name;
  }

  // The last question stands at the top, the beginning of its answer below it.
  function toLastQuestion() {
    const row = [...document.querySelectorAll("#conversation .user-row")].at(-1);
    const view = row?.closest(".bubble-wrap");
    if (view) view.scrollTop += row.getBoundingClientRect().top - view.getBoundingClientRect().top - 8;
  }

  // That the text is a digest is told once in a talk.
  function tellOnce() {
    const notes = [...document.querySelectorAll("#conversation .answer-note")].filter((one) => one.textContent.includes("摘编"));
    notes.forEach((one, at) => { one.hidden = notes.slice(0, at).some((other) => other.textContent === one.textContent); });
  }

  let rows = 0, busy = false;
  function follow() {
    policyView.look(); // Gradio draws the switches anew
    title();
    tellOnce();
    const main = document.querySelector("main.contain");
    if (main && main.id !== "page-main") Object.assign(main, { id: "page-main", tabIndex: -1 });
    if (main && !skip.isConnected) document.body.prepend(skip); // what mounts later may clear the body
    const now = document.querySelectorAll("#conversation .message-row").length;
    const box = document.querySelector("#question textarea");
    const ended = busy && box && !box.disabled;
    if (now !== rows || ended) toLastQuestion();
    if (ended && !touch.matches && document.activeElement === document.body) box.focus({ preventScroll: true });
    [rows, busy] = [now, Boolean(box?.disabled)];
  }

  function start() {
    follow(); // all may be in place already, and nothing change after
    let waiting = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      setTimeout(() => { waiting = false; follow(); });
    }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "disabled"] });
  }
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
