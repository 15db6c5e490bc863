// Dark or light, larger text: as the system says until somebody chooses, then for all pages of this
// site. In the head of a page, so that nothing is drawn in other colours first.
"use strict";

window.policyView = (() => {
  const night = window.matchMedia("(prefers-color-scheme: dark)");
  const held = (name) => { try { return localStorage.getItem(`policy.${name}`); } catch { return null; } };
  const chosen = { dark: held("dark"), larger: held("larger") }; // "yes", "no" or nothing
  const isOn = (name) => (chosen[name] ? chosen[name] === "yes" : name === "dark" && night.matches);

  function look() {
    const root = document.documentElement.classList;
    root.toggle("dark", isOn("dark"));
    root.toggle("larger", isOn("larger"));
    const body = document.body?.classList; // Gradio looks there
    if (body && body.contains("dark") !== isOn("dark")) body.toggle("dark", isOn("dark"));
    for (const button of document.querySelectorAll("button[data-view]"))
      button.setAttribute("aria-pressed", isOn(button.dataset.view));
  }

  document.addEventListener("click", (event) => {
    const name = event.target.closest?.("button[data-view]")?.dataset.view;
    if (!name) return;
    chosen[name] = isOn(name) ? "no" : "yes";
    try { localStorage.setItem(`policy.${name}`, chosen[name]); } catch { /* for this visit only */ }
    look();
  });

  night.addEventListener("change", look);
  document.addEventListener("DOMContentLoaded", look);
  look();
  return { look };
})();
