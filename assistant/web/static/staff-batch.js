// The progress of the sheets, looked at while one of them is being answered.
"use strict";

const going = ["排队", "进行中"];
const cards = [...document.querySelectorAll(".batch")];

async function look() {
  const answer = await fetch("/staff/batch/progress").catch(() => null);
  const held = answer && answer.ok ? await answer.json().catch(() => null) : null;
  for (const card of held ? cards : []) {
    const batch = held.find((one) => one.id === card.dataset.key);
    if (!batch) continue;
    if (batch.state !== card.dataset.state && !going.includes(batch.state)) return location.reload();
    card.querySelector(".tag").textContent = batch.state;
    card.querySelector(".count").textContent = `${batch.done} / ${batch.total} 题`;
    card.querySelector("progress").value = batch.done;
  }
  setTimeout(look, 1000);
}

if (cards.some((card) => going.includes(card.dataset.state))) setTimeout(look, 500);
