// Files are sent one by one, each with its own progress and result; without this script the form
// sends them together.
"use strict";

const form = document.getElementById("upload");
if (form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const list = document.getElementById("outcomes");
    const button = form.querySelector("button");
    const files = [...form.elements.files.files];
    button.disabled = true;
    list.replaceChildren();
    let taken = 0;
    for (const file of files) {
      const line = document.createElement("li");
      list.append(line);
      const outcome = await send(file, (share) => { line.textContent = `${file.name}：${share}`; });
      line.className = outcome.taken ? "good" : "bad";
      line.textContent = `${file.name}：${outcome.taken ? "已收入，" : "未收入，"}${outcome.told}`;
      taken += outcome.taken;
    }
    button.disabled = false;
    form.elements.files.value = "";
    if (taken) {
      const line = document.createElement("li");
      line.innerHTML = '<a href="/staff/library">刷新列表</a>';
      list.append(line);
    }
  });
}

function send(file, told) {
  const body = new FormData();
  body.append("token", form.elements.token.value);
  body.append("do", "add");
  body.append("files", file);
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
