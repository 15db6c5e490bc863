// The parts of a letter put right; each change is kept on the server a moment later.
"use strict";

const form = document.getElementById("division");
const lists = { asked: document.getElementById("asked"), rest: document.getElementById("rest") };
const kept = document.getElementById("kept");
let waiting, sending = Promise.resolve(true), dirty = false;

const fit = (area) => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
const fitAll = () => form.querySelectorAll("textarea").forEach(fit);

function piece(kind, text, at) {
  const made = form.querySelector(".piece").cloneNode(true);
  made.querySelector("[name=at]").value = at;
  made.querySelector("select").value = kind;
  made.querySelector("textarea").value = text;
  return made;
}

function changed() {
  dirty = true;
  kept.textContent = "正在保存…";
  clearTimeout(waiting);
  waiting = setTimeout(save, 800);
}

function save() {
  clearTimeout(waiting);
  sending = sending.then(send, send);
  return sending;
}

async function send() {
  if (!dirty) return true;
  dirty = false;
  const answer = await fetch(form.action, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, keepalive: true,
  }).catch(() => null);
  const told = answer ? await answer.json().catch(() => ({})) : {};
  if (answer && answer.ok) {
    form.elements.count.value = told.count;
    kept.textContent = "已保存";
    return true;
  }
  dirty = true;
  kept.textContent = told.detail || "没有保存：网络中断或登录已过期，稍后会再试";
  if (!told.detail) waiting = setTimeout(save, 5000);
  return false;
}

form.addEventListener("input", (event) => {
  if (event.target.matches("textarea")) fit(event.target);
  if (event.target.matches("select")) {
    const one = event.target.closest(".piece");
    const list = event.target.value === "问题" ? lists.asked : lists.rest;
    if (one.parentElement !== list) list.append(one);
  }
  changed();
});

form.addEventListener("click", (event) => {
  const act = event.target.dataset && event.target.dataset.do;
  if (!act) return;
  const one = event.target.closest(".piece");
  const before = one.previousElementSibling, after = one.nextElementSibling;
  const area = one.querySelector("textarea");
  if (act === "up" && before) before.before(one);
  if (act === "down" && after) after.after(one);
  if (act === "merge" && before) {
    const upper = before.querySelector("textarea");
    upper.value = `${upper.value.trimEnd()}${area.value.trimStart()}`;
    fit(upper);
    one.remove();
  }
  if (act === "split") {
    const at = area.selectionStart;
    if (!at || at >= area.value.length) return void (kept.textContent = "请先把光标放在要分开的地方");
    const later = piece(one.querySelector("select").value, area.value.slice(at).trim(), one.querySelector("[name=at]").value);
    area.value = area.value.slice(0, at).trim();
    one.after(later);
    fitAll();
  }
  if (act === "remove" && form.querySelectorAll(".piece").length > 1) one.remove();
  changed();
});

document.getElementById("add").addEventListener("click", () => {
  const places = [...form.querySelectorAll("[name=at]")].map((one) => Number(one.value));
  const made = piece("问题", "", Math.max(...places) + 1);
  lists.asked.append(made);
  made.querySelector("textarea").focus();
});

document.getElementById("drafting").addEventListener("submit", async (event) => {
  event.preventDefault();
  const drafting = event.target, line = document.getElementById("progress");
  if (!(await save())) return;
  drafting.querySelector("button").disabled = true;
  line.hidden = false;
  const said = line.querySelector("span"), bar = line.querySelector("progress");
  try {
    const answer = await fetch(drafting.action, {
      method: "POST", body: new FormData(drafting), headers: { Accept: "application/x-ndjson" },
    });
    if (!answer.ok) throw new Error("没有起草，请刷新页面后重试");
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = "", part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split("\n");
      rest = lines.pop();
      for (const told of lines.map(JSON.parse)) {
        if (told.fault) throw new Error(told.fault);
        if (told.to) return void location.assign(told.to);
        bar.max = Math.max(told.of, 1);
        bar.value = told.done;
        said.textContent = `已答 ${told.done} / ${told.of} 问`;
      }
    }
    throw new Error("没有起草完，请再试一次");
  } catch (fault) {
    said.textContent = fault.message;
    drafting.querySelector("button").disabled = false;
  }
});

addEventListener("pagehide", () => { if (dirty) send(); });
addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
addEventListener("resize", fitAll);
fitAll();
