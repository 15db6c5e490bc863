// The talk on the page and the talks kept in this browser. The server is sent one question with
// the last turns it goes on from, and gives back one message; the rest never leaves the browser.
"use strict";

const policyTalk = (() => {
  const KEPT = "policy.talk.", KEEP = "policy.keep", CURRENT = "policy.current";
  const MOST_SENT = 28 * 1024; // bytes of the turns sent along; a request may have 64 KB
  const TURNS_SENT = 20;
  const SAFE = "对话存在本机浏览器，可随时删除。";
  const UNANSWERED = '<div class="answer"><div class="answer-text"><p>没有得到回答：已停止，或者连接不上服务。请再问一次。</p></div></div>';
  const LOST = "连接不上服务，请稍后再试";
  const base = new URL("../", document.currentScript.src);
  let gradio = null; // {props, trigger} of the part that carries questions and answers
  let talk = fresh();
  let note = ""; // why the last question was not taken; it is back in the box
  let asking = null; // the talk whose answer is on its way: it may not be the one shown

  function fresh() {
    const id = Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
    return { id, at: 0, messages: [] };
  }

  // ---- what this browser keeps; storage may be switched off, or full ------------------------
  function attempt(work, otherwise) {
    try { return work(); } catch { return otherwise; }
  }
  const keeps = () => attempt(() => localStorage.getItem(KEEP) !== "no", false);
  const possible = () => attempt(() => (localStorage.setItem("policy.probe", "1"), localStorage.removeItem("policy.probe"), true), false);

  function read(key) {
    const held = attempt(() => JSON.parse(localStorage.getItem(key)), null);
    const whole = Array.isArray(held?.messages) && held.messages.every(
      (one) => ["user", "assistant"].includes(one?.role) && typeof one.content === "string");
    return whole && typeof held.id === "string" ? { id: held.id, at: Number(held.at) || 0, messages: held.messages } : null;
  }

  function keptTalks() {
    const keys = attempt(() => Object.keys(localStorage), []).filter((key) => key.startsWith(KEPT));
    return keys.map(read).filter((one) => one?.messages.length).sort((one, other) => other.at - one.at);
  }

  function keep(one) {
    const told = document.getElementById("talk-kept");
    if (!one.messages.length || one.gone) return;
    let why = "已设为不保存，关闭页面后这段对话就没有了。";
    if (keeps()) {
      one.at = Date.now();
      const done = attempt(() => (localStorage.setItem(KEPT + one.id, JSON.stringify(one)), true), false);
      why = done ? SAFE
        : possible() ? "浏览器的存储空间已满，这段对话没有保存；请在“对话记录”里删去一些，或导出。"
          : "浏览器不允许保存，关闭页面后这段对话就没有了；需要留存请导出。";
    } else if (!possible()) why = "浏览器不允许保存，关闭页面后这段对话就没有了；需要留存请导出。";
    if (told) {
      told.textContent = why;
      told.classList.toggle("over", why !== SAFE && keeps());
    }
  }

  function current(id) {
    attempt(() => (id ? sessionStorage.setItem(CURRENT, id) : sessionStorage.removeItem(CURRENT)), null);
  }

  function forget(ids) {
    for (const id of ids) attempt(() => localStorage.removeItem(KEPT + id), null);
    if (ids.includes(asking?.id)) asking.gone = true; // its answer still comes
    if (ids.includes(talk.id)) renew();
  }

  // ---- the talk on the page ----------------------------------------------------------------
  // A question is shown exactly as typed, though the part that shows it reads Markdown.
  const inert = (text) => text.replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`);

  function shown() {
    const messages = talk.messages.map(({ role, content }) => ({
      role, metadata: {}, options: [],
      content: [{ type: "text", text: role === "user" ? inert(content) : content }],
    }));
    if (note) messages.push({ role: "assistant", metadata: {}, options: [], content: [{ type: "text", text: busy(note) }] });
    const box = { __type__: "update", interactive: !asking, submit_btn: !asking, stop_btn: Boolean(asking) };
    return [messages, box];
  }
  const busy = (why) => `<div class="answer busy"><div class="answer-text"><p>${why}。问题还在下面的输入框里，可直接再发送。</p></div></div>`;
  const show = () => gradio?.trigger("input");

  // The last turns, as many as a request has room for; what an answer links to is left out.
  function latest() {
    const kept = [];
    let room = MOST_SENT;
    for (const { role, content } of talk.messages.slice(-TURNS_SENT).reverse()) {
      const sent = content.replace(/#answer\/[\w.-]+/, "#");
      room -= new Blob([sent]).size + 100;
      if (room < 0) break;
      kept.unshift({ role, content: sent });
    }
    return { before: talk.messages.length - kept.length, messages: kept };
  }

  function ask(question) {
    const limit = Number(document.getElementById("question-length")?.dataset.limit) || 3000;
    const text = question.trim();
    if (!text || asking || !gradio) return false;
    if ([...text].length > limit) {
      policyPage.say(`问题最多 ${limit} 字，现在有 ${[...text].length} 字，请缩短后再发送`);
      return false;
    }
    note = "";
    const turns = latest();
    talk.messages.push({ role: "user", content: text });
    asking = talk;
    address("");
    keep(talk);
    current(talk.id);
    gradio.props.value = { question: text, ...turns };
    show();
    gradio.trigger("submit");
    return true;
  }

  function answered(html) {
    if (!asking || typeof html !== "string" || !html) return;
    const why = /^<p class="refused">(.*)<\/p>$/.exec(html)?.[1]; // too many at once
    if (why) return void (note = why);
    const last = asking.messages.at(-1);
    if (last.role === "assistant") last.content = html;
    else asking.messages.push({ role: "assistant", content: html });
    if (asking === talk) show();
  }

  function complete(one) {
    if (one.messages.at(-1)?.role === "user") one.messages.push({ role: "assistant", content: UNANSWERED });
    return one;
  }

  function ended() {
    const one = asking;
    asking = null;
    const why = note;
    const question = why && one === talk && one.messages.at(-1).role === "user" ? takeBack() : "";
    note = question && why;
    if (one && !question) keep(complete(one));
    const [messages, box] = shown();
    return [messages, question ? { ...box, value: question } : box];
  }

  function lost() {
    if (asking) note ||= LOST;
    return ended();
  }

  // Gradio tells its parts that a question was not taken, but not why.
  const plainFetch = window.fetch;
  window.fetch = async (...given) => {
    const response = await plainFetch(...given);
    if (asking && !response.ok && response.url.includes("/queue/join"))
      note = (await response.clone().json().catch(() => null))?.detail || LOST;
    return response;
  };

  // Back to before the last question; returns it.
  function takeBack() {
    if (asking) return "";
    const at = talk.messages.map((one) => one.role).lastIndexOf("user");
    if (at < 0) return "";
    const [{ content }] = talk.messages.splice(at);
    if (talk.messages.length) keep(talk);
    else forget([talk.id]);
    return content;
  }

  function change(other) {
    talk = other;
    note = "";
    current(other.messages.length && read(KEPT + other.id) ? other.id : "");
    address("");
    show();
  }

  function renew() {
    policyPage.closePanel();
    change(fresh());
    document.querySelector("#question textarea")?.focus();
  }

  // ---- links: ?q= asks once, #answer/… opens an answer as it was --------------------------
  function address(hash) {
    if (location.search || location.hash !== hash) history.replaceState(history.state, "", location.pathname + hash);
  }

  async function openAnswer(token) {
    try {
      const response = await fetch(new URL("answer", base), { method: "POST", body: token });
      const { question, answer, told, detail } = await response.json();
      if (!response.ok) return policyPage.say(told || detail || "打不开这个链接，请稍后再试");
      talk = { ...fresh(), messages: [{ role: "user", content: question }, { role: "assistant", content: answer }] };
      current("");
      show();
    } catch {
      policyPage.say("连接不上服务，请稍后再试");
    }
  }

  function opened() {
    const asked = new URLSearchParams(location.search).get("q");
    const token = /^#answer\/([\w.-]+)$/.exec(location.hash)?.[1];
    if (asked !== null) {
      address("");
      ask(asked);
    } else if (token) openAnswer(token);
    else {
      const held = attempt(() => read(KEPT + sessionStorage.getItem(CURRENT)), null);
      if (held) change(complete(held));
    }
  }

  // Once this script and Gradio's part are both there, in whichever order.
  function join() {
    if (!window.policyExchange || gradio === window.policyExchange) return;
    const { props, trigger, watch } = gradio = window.policyExchange;
    watch("value", () => (props.value?.ask ? ask(props.value.ask) : answered(props.value)));
    setTimeout(opened);
  }

  const link = (path) => new URL(path, location.origin + location.pathname).href;
  document.addEventListener("click", (event) => {
    const clicked = event.target.closest?.('a.ask, a.copy-link');
    if (!clicked || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (clicked.matches(".ask")) ask(new URL(clicked.href).searchParams.get("q") ?? "");
    else policyPage.copy(link(clicked.getAttribute("href"))).then(() => policyPage.say("链接已复制"), () => policyPage.say("复制失败"));
  });

  // ---- the list of talks -------------------------------------------------------------------
  const named = (one) => [...(one.messages.find(({ role }) => role === "user")?.content ?? "")].slice(0, 40).join("");

  function plain(one) {
    return one.messages.map(({ role, content }) => {
      if (role === "user") return content;
      const answer = new DOMParser().parseFromString(content, "text/html").querySelector(".answer");
      return answer ? policyPage.answerText(answer) : "";
    });
  }

  const make = (tag, attributes, ...children) => policyPage.make(tag, attributes, ...children);
  const button = (words, work, attributes = {}) => {
    const one = make("button", { type: "button", ...attributes }, words);
    one.addEventListener("click", work);
    return one;
  };

  function dialog() {
    const search = make("input", { type: "search", placeholder: "搜索问过的话和回答", "aria-label": "搜索对话" });
    const list = make("ul");
    const none = make("p", { class: "none", role: "status" });
    const box = make("input", { type: "checkbox" });
    const wipe = button("全部删除", () => {
      if (!confirm("删除本机浏览器里保存的全部对话？删除后不能恢复。")) return;
      forget(keptTalks().map(({ id }) => id));
      fill();
    }, { class: "delete-all" });
    const one = make("dialog", { id: "talks", "aria-label": "对话记录" },
      make("div", { class: "talks-head" }, make("strong", {}, "对话记录"), button("✕", () => one.close(), { class: "close", "aria-label": "关闭对话记录" })),
      search, list, none,
      make("label", { class: "keep" }, box, "在本机浏览器保存对话"),
      make("p", { class: "told" }, "只存在这台设备的这个浏览器里，不上传；共用电脑请不要勾选，或用完全部删除。"),
      make("div", { class: "talks-foot" }, "导出当前对话", button("文本", exportText), button("Word", exportWord), wipe));

    function row(held) {
      const when = new Date(held.at).toLocaleString("zh-CN", { dateStyle: "medium", timeStyle: "short" });
      const open = button("", () => {
        policyPage.closePanel();
        change([talk, asking].find((live) => live?.id === held.id) ?? held);
        one.close();
      }, { class: "talk" });
      open.append(make("span", {}, named(held)), make("small", {}, `${when}${held.id === talk.id ? " · 当前" : ""}`));
      return make("li", {}, open, button("删除", () => { forget([held.id]); fill(); }, { class: "delete", "aria-label": `删除“${named(held)}”` }));
    }

    function fill() {
      const words = search.value.trim().toLowerCase();
      const all = keptTalks();
      const found = words ? all.filter((held) => plain(held).join("\n").toLowerCase().includes(words)) : all;
      list.replaceChildren(...found.map(row));
      none.textContent = found.length ? "" : all.length ? "没有找到" : "还没有保存的对话";
      wipe.disabled = !all.length;
      box.checked = keeps();
      box.disabled = !possible();
    }

    search.addEventListener("input", fill);
    box.addEventListener("change", () => {
      const held = keptTalks().map(({ id }) => id);
      if (!box.checked && held.length && !confirm("不再保存，并删除已保存的全部对话？")) return fill();
      attempt(() => localStorage.setItem(KEEP, box.checked ? "yes" : "no"), null);
      if (!box.checked) {
        for (const id of held) attempt(() => localStorage.removeItem(KEPT + id), null);
        current("");
      }
      keep(talk);
      fill();
    });
    one.addEventListener("click", (event) => { if (event.target === one) one.close(); });
    document.body.append(one);
    return { show() { search.value = ""; fill(); one.showModal(); } };
  }

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  function exportText() {
    if (!talk.messages.length) return policyPage.say("还没有对话可导出");
    const said = plain(talk).map((text, n) => (talk.messages[n].role === "user" ? `问：${text}` : `答：${text}\n`));
    save(new Blob(["\ufeff" + said.join("\n")], { type: "text/plain" }), "政策问答.txt");
  }

  async function exportWord() {
    if (!talk.messages.length) return policyPage.say("还没有对话可导出");
    const turns = plain(talk).map((text, n) => ({ role: talk.messages[n].role, text }));
    try {
      const response = await fetch(new URL("conversation.docx", base), {
        method: "POST", body: JSON.stringify({ turns }) });
      const why = { 413: "对话太长，请导出文本", 429: "导出得太快，请稍后再试" }[response.status];
      if (!response.ok) return policyPage.say(why || "导出失败，请稍后再试");
      save(await response.blob(), "政策问答.docx");
    } catch {
      policyPage.say("连接不上服务，请稍后再试");
    }
  }

  function undo() {
    const question = takeBack();
    const [messages, box] = shown();
    return [messages, { ...box, value: question }];
  }

  let talks = null;
  return {
    join, shown, ended, lost, latest, renew, undo,
    typed: (question) => (ask(question) ? "" : question),
    retry: () => void ask(takeBack()),
    list: () => void (talks ??= dialog()).show(),
  };
})();
window.policyTalk = policyTalk;
policyTalk.join();
