// Files are sent one by one, each with its own progress and result; without this script the form
// sends them together. An address is sent likewise.
"use strict";

for (const form of document.querySelectorAll("#upload, #fetch")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const list = document.getElementById("outcomes");
    const button = form.querySelector("button");
    const { files, url } = form.elements;
    const sent = files ? [...files.files] : [url.value];
    button.disabled = true;
    list.replaceChildren();
    let taken = 0;
    for (const one of sent) {
      const line = document.createElement("li");
      const name = one.name || one;
      list.append(line);
      const outcome = await send(form, (files || url).name, one, (share) => { line.textContent = `${name}：${share}`; });
      line.className = outcome.taken ? "good" : "bad";
      line.textContent = `${name}：${outcome.taken ? "已收入，" : "未收入，"}${outcome.told}`;
      taken += outcome.taken;
    }
    button.disabled = false;
    (files || url).value = "";
    if (taken) {
      const line = document.createElement("li");
      line.innerHTML = '<a href="/staff/library">刷新列表</a>';
      list.append(line);
    }
  });
}

function send(form, field, one, told) {
  const body = new FormData();
  body.append("token", form.elements.token.value);
  body.append("do", form.elements.do.value);
  body.append(field, one);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const failed = (why) => resolve({ taken: false, told: why });
    request.open("POST", "/staff/library");
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (e) => {
      const share = e.lengthComputable ? Math.floor((100 * e.loaded) / e.total) : 0;
      told(share < 100 ? `已上传 ${share}%` : "正在读取…");
    };
    request.onload = () => {
      const answer = request.response;
      if (Array.isArray(answer)) resolve(answer[0]);
      else failed((answer && answer.detail) || "没有收入，请刷新页面后重试");
    };
    request.onerror = () => failed("网络中断，没有收入");
    request.send(body);
  });
}
