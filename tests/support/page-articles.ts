// Articles that a page finds hard to show, and some that it should show well.

const FERRY = `The ferry between Port Ellis and Marrow sails again from Monday, eleven years after the last boat was sold.
“We counted on six passengers a day and two hundred queued in the rain,” said harbour master Tomas Reyes.`;

export const PAGE_ARTICLES: Readonly<Record<string, string>> = {
  "coast/ferry.md": `---
title: Harbour town opens its ferry line again
url: https://news.example/ferry
site: news.example
author: Ilse Vandamme
published: "2024-11-05"
---
${FERRY}

## What it costs

A ticket for the ferry costs 7.50 euros, and children travel free.
${"The council spoke of other matters at great length. ".repeat(60)}

The ferry is insured until the spring.
`,
  "coast/ferry-again.md": `---
title: Port Ellis ferry resumes service
site: coast.example
published: "2024-11-06"
---
${FERRY}
`,
  "storm.md": `---
title: Winter storms stop the Marrow ferry
published: "2025-01-19"
---
Storms have kept the Marrow ferry in harbour for nine days, the longest stop since November.
`,
  "hostile.md": `---
title: "<script>window.hacked = 1</script> \\u202Eturned ${"unbreakable".repeat(20)}"
url: "javascript:window.hacked=2"
site: "<img src=x onerror=window.hacked=3>"
published: "not a date"
---
<script>window.hacked = 4</script> The lighthouse keeper \u202Ewrote <b onmouseover="window.hacked=5">markup</b> into every log.
`,
  "arabic.md": `---
title: عودة خط العبّارات إلى المرفأ
---
تعود العبّارة بين المرفأ والجزيرة إلى الإبحار يوم الاثنين بعد أحد عشر عاما.
`,
  "clock.txt": "The town clock stopped on Tuesday. Nobody could say why the clock had stopped.\n",
};
