// The text of a reply: kept on the server a moment after each change, and what of it no longer
// stands in its sources is marked in it at once.
"use strict";

const form = document.getElementById("editor"), area = document.getElementById("text");
const backdrop = document.querySelector(".backdrop"), list = document.getElementById("marks");
const kept = document.getElementById("kept"), checked = document.getElementById("checked");
const conflict = document.getElementById("conflict");
const path = form.dataset.path;
let marks = JSON.parse(document.getElementById("found").textContent);
let saved = area.value, waiting, sending = Promise.resolve(true), theirs = null;

const counted = (count) => { for (const field of document.getElementsByName("count")) field.value = count; };
const dirty = () => area.value !== saved;

function fit() {
  const top = scrollY;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
  scrollTo(scrollX, top);
}

function paint() {
  backdrop.replaceChildren();
  let at = 0;
  for (const mark of marks) {
    if (mark.start < at) continue;
    const words = document.createElement("mark");
    words.textContent = area.value.slice(mark.start, mark.end);
    backdrop.append(area.value.slice(at, mark.start), words);
    at = mark.end;
  }
  backdrop.append(`${area.value.slice(at)}\n`);
}

function tell() {
  checked.textContent = marks.length ? `${marks.length} 处在来源中站不住，请改正或核对：` : "数字、日期、文号和引句都与来源相符。";
  list.replaceChildren(...marks.map((mark) => {
    const item = document.createElement("li"), go = document.createElement("button");
    go.type = "button";
    go.textContent = mark.words.length > 40 ? `${mark.words.slice(0, 40)}…` : mark.words;
    go.addEventListener("click", () => { area.focus(); area.setSelectionRange(mark.start, mark.end); });
    item.append(go, ` ${mark.reason}`);
    return item;
  }));
  paint();
}

function moved() {
  // until the answer comes, a mark moves with the text before it and goes where its words go
  marks = marks.map((mark) => {
    const near = area.value.indexOf(mark.words, Math.max(0, mark.start - 200));
    return near < 0 ? null : { ...mark, start: near, end: near + mark.words.length };
  }).filter(Boolean);
  paint();
}

function changed() {
  fit();
  moved();
  kept.textContent = "正在保存…";
  clearTimeout(waiting);
  waiting = setTimeout(save, 600);
}

function save() {
  clearTimeout(waiting);
  sending = sending.then(() => send("save"), () => send("save"));
  return sending;
}

async function send(what, more = {}) {
  if (what === "save" && !dirty()) return true;
  if (theirs) return false;
  const text = area.value, body = new FormData(form);
  for (const [name, value] of Object.entries(more)) body.append(name, value);
  const answer = await fetch(`${path}/${what}`, { method: "POST", body, keepalive: text.length < 15000 }).catch(() => null);
  const told = answer ? await answer.json().catch(() => ({})) : {};
  if (answer && answer.status === 409) {
    theirs = told;
    conflict.hidden = false;
    conflict.querySelector("span").textContent = told.detail;
    kept.textContent = "没有保存";
    return false;
  }
  if (!answer || !answer.ok) {
    kept.textContent = told.detail || "没有保存：网络中断或登录已过期。文本仍在这一页，稍后会再试";
    waiting = setTimeout(save, 5000);
    return false;
  }
  counted(told.count);
  saved = told.text === undefined ? text : told.text;
  if (told.text !== undefined) area.value = told.text;
  if (told.basis) bases(told.basis);
  if (area.value === saved) {
    kept.textContent = `已保存 ${new Date().toLocaleTimeString("zh-CN")}`;
    marks = told.marks;
    fit();
    tell();
  }
  return true;
}

function entry(tag, title, text) {
  const item = document.createElement(tag), more = document.createElement("details");
  const head = document.createElement("summary"), body = document.createElement("p");
  head.textContent = title;
  body.className = "text";
  body.textContent = text;
  more.append(head, body);
  item.append(more);
  return item;
}

function bases(all) {
  document.getElementById("basis").replaceChildren(...all.map((one) => {
    const item = entry("li", `《${one.title}》${one.place}`, one.text);
    item.value = one.number;
    return item;
  }));
}

const search = document.getElementById("search");
if (search) {
  search.addEventListener("submit", async (event) => {
    event.preventDefault();
    const hits = document.getElementById("hits");
    hits.textContent = "正在检索…";
    const answer = await fetch(`${path}/search?q=${encodeURIComponent(search.elements.q.value)}`).catch(() => null);
    const found = answer && answer.ok ? await answer.json().catch(() => []) : [];
    hits.replaceChildren(...found.map((one) => {
      const item = entry("li", `《${one.title}》${one.place}`, one.text), add = document.createElement("button");
      const brief = document.createElement("p");
      brief.className = "soft";
      brief.textContent = one.text.length > 60 ? `${one.text.slice(0, 60)}…` : one.text;
      add.type = "button";
      add.textContent = "加为依据";
      add.addEventListener("click", async () => {
        await save();
        const at = area.selectionStart;
        if (await send("basis", { at, passage: one.id })) area.setSelectionRange(at, at);
      });
      item.append(brief, add);
      return item;
    }));
    if (!found.length) hits.textContent = "没有找到。";
  });
}

conflict.addEventListener("click", (event) => {
  const act = event.target.dataset && event.target.dataset.do;
  if (!act || !theirs) return;
  counted(theirs.count);
  saved = theirs.text;
  if (act === "theirs") area.value = theirs.text;
  theirs = null;
  conflict.hidden = true;
  fit();
  if (act === "mine") save();
  else location.reload();
});

for (const move of document.querySelectorAll("form.move")) {
  move.addEventListener("submit", async (event) => {
    if (!dirty()) return;
    event.preventDefault();
    if (await save()) move.submit();
  });
}

area.addEventListener("input", changed);
addEventListener("pagehide", () => { if (dirty()) send("save"); });
addEventListener("beforeunload", (event) => { if (dirty() && !theirs) event.preventDefault(); });
addEventListener("resize", fit);
fit();
tell();
