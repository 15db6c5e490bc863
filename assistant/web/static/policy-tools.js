// Behaviour of 资格自测 and 政策速览. What is filled in stays in this browser's storage; it is sent
// to be computed with and is not kept by the server. Loaded after policy-page.js.
"use strict";

(() => {
  const base = new URL("../", document.currentScript.src);
  const KEY = "policy-assistant.self-test";
  const UNREACHABLE = '<p class="warning" role="alert">连接不上服务，请稍后再试。</p>';
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const motion = () => (calm.matches ? "auto" : "smooth");
  const byId = (id) => document.getElementById(id);

  // ---- the profile, in this browser only ----------------------------------------------------
  let memory = { programme: "", values: {} }; // where storage is switched off, until the page closes

  function profile() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      if (kept && typeof kept.values === "object") return kept;
    } catch { /* no storage, or not ours */ }
    return memory;
  }

  function keep(kept) {
    memory = kept;
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* no storage */ }
  }

  function forget() {
    memory = { programme: "", values: {} };
    try { localStorage.removeItem(KEY); } catch { /* no storage */ }
  }

  const fields = () => [...document.querySelectorAll("#eligibility-form .field")];
  const twins = (field) => (field.dataset.same || "").split(" ").filter(Boolean);

  function valueOf(field) {
    const checked = field.querySelector("input[type=radio]:checked");
    return (checked || field.querySelector("input[type=text], select"))?.value.trim() ?? "";
  }

  function fill(field, value) {
    const radios = [...field.querySelectorAll("input[type=radio]")];
    if (radios.length) for (const radio of radios) radio.checked = radio.value === value;
    else field.querySelector("input[type=text], select").value = value;
  }

  function restore() {
    const { values } = profile();
    for (const field of fields()) {
      const name = [field.dataset.field, ...twins(field)].find((one) => values[one]);
      if (name) fill(field, values[name]);
    }
    for (const group of document.querySelectorAll("details.field-group"))
      group.open = [...group.querySelectorAll(".field")].some((field) => valueOf(field));
  }

  function remember(field) {
    const kept = profile();
    for (const twin of twins(field)) delete kept.values[twin]; // the newest of the same figure counts
    const value = valueOf(field);
    if (value) kept.values[field.dataset.field] = value;
    else delete kept.values[field.dataset.field];
    keep(kept);
  }

  // ---- choosing and filling in --------------------------------------------------------------
  async function choose(programme, { scroll = false } = {}) {
    const radio = [...document.querySelectorAll("#eligibility-choice input")]
      .find((one) => one.value === programme);
    const holder = byId("eligibility-form-holder");
    if (!radio || !holder) return;
    radio.checked = true;
    keep({ ...profile(), programme });
    history.replaceState(null, "", `${location.pathname}#${programme}`); // "#x" alone is taken from <base>
    let html = UNREACHABLE;
    try {
      html = await (await fetch(new URL(`eligibility/form/${encodeURIComponent(programme)}`, base))).text();
    } catch { /* told below */ }
    if (!radio.checked) return; // another one was chosen meanwhile
    holder.innerHTML = html; // escaped by the server
    holder.hidden = false;
    byId("eligibility-result").hidden = true;
    restore();
    if (scroll) holder.scrollIntoView({ block: "start", behavior: motion() });
  }

  async function test(form) {
    const button = form.querySelector("button[type=submit]");
    const result = byId("eligibility-result");
    const values = {};
    for (const field of fields()) {
      const value = valueOf(field);
      if (value) values[field.dataset.field] = value;
      problem(field, "");
    }
    button.disabled = true;
    let html = UNREACHABLE;
    try {
      const answer = await fetch(new URL("eligibility/result", base), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ programme: form.dataset.programme, values }),
      });
      html = await answer.text();
    } catch { /* told below */ }
    button.disabled = false;
    result.innerHTML = html; // escaped by the server
    result.hidden = false;
    for (const one of result.querySelectorAll("[data-problem]"))
      problem(find(one.dataset.problem), one.querySelector(".message").textContent);
    result.scrollIntoView({ block: "start", behavior: motion() });
    result.focus({ preventScroll: true });
  }

  function problem(field, message) {
    const told = field?.querySelector(".problem");
    if (!told) return;
    told.textContent = message;
    told.hidden = !message;
    field.classList.toggle("has-problem", Boolean(message));
    for (const control of field.querySelectorAll("input, select"))
      if (message) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
  }

  const find = (name) => fields().find((one) => one.dataset.field === name)
    ?? fields().find((one) => twins(one).includes(name));

  function toField(name) {
    const field = find(name);
    if (!field) return;
    const group = field.closest("details");
    if (group) group.open = true;
    field.scrollIntoView({ block: "center", behavior: motion() });
    field.querySelector("input, select").focus({ preventScroll: true });
  }

  function clear() {
    forget();
    for (const field of fields()) { fill(field, ""); problem(field, ""); }
    const result = byId("eligibility-result");
    result.hidden = true;
    result.replaceChildren();
    window.policyPage?.say("已清空，浏览器里不再保存");
  }

  function changed(target) {
    const field = target.closest?.("#eligibility-form .field");
    if (!field) return;
    remember(field);
    problem(field, "");
    const stale = document.querySelector("#eligibility-result .stale");
    if (stale) stale.hidden = false;
  }

  document.addEventListener("input", (event) => changed(event.target));
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("#eligibility-choice input")) choose(event.target.value, { scroll: true });
    else changed(event.target);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "eligibility-form") return;
    event.preventDefault();
    test(event.target);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#eligibility-clear")) clear();
    const link = event.target.closest?.("a.to-field");
    if (link) { event.preventDefault(); toField(link.dataset.field); }
    const jump = event.target.closest?.("a.jump");
    if (jump) { event.preventDefault(); goTo(jump.getAttribute("href").slice(1)); }
  });

  function goTo(id, behavior = motion()) {
    const target = byId(id);
    if (!target) return;
    target.scrollIntoView({ block: "start", behavior });
    target.focus({ preventScroll: true });
  }

  // ---- Gradio draws the pages after the script has run --------------------------------------
  // "#hnte?tech_staff=12": values told in the chat, filled in beside those kept here
  function chosenInAddress() {
    const [programme, values] = location.hash.slice(1).split("?");
    const kept = profile();
    if (values) keep({ ...kept, values: { ...kept.values, ...Object.fromEntries(new URLSearchParams(values)) } });
    return decodeURIComponent(programme);
  }

  let choice = null;
  let overview = null;
  function arrive() {
    const drawn = byId("eligibility-choice");
    if (drawn && drawn !== choice) {
      choice = drawn;
      choose(chosenInAddress() || profile().programme);
    }
    const cards = document.querySelector(".overview-cards");
    if (cards && !overview) {
      overview = cards;
      const wanted = decodeURIComponent(location.hash.slice(1));
      for (const wait of wanted ? [0, 300] : []) setTimeout(() => goTo(wanted, "auto"), wait); // it settles
    }
  }
  window.addEventListener("hashchange", () => choice && choose(chosenInAddress()));
  function start() {
    new MutationObserver(() => requestAnimationFrame(arrive))
      .observe(document.body, { childList: true, subtree: true });
    arrive();
  }
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
