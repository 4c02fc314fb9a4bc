// Which questions are about what the seed articles tell, and are not answered there? The hard ones.

export const ON_TOPIC_QUESTIONS: readonly string[] = [
  "How many Ukrainian refugees live in Poland?",
  "When was Volodymyr Zelensky born?",
  "How many soldiers has Russia lost since the invasion began?",
  "Which tanks did Germany deliver to Ukraine?",
  "What is the population of Crimea?",
  "Who is the Russian ambassador to the United Nations?",
  "How much does the United States spend on aid to Ukraine each year?",
  "What did the Chinese president tell Putin about the war?",
  "Which languages does Steve Witkoff speak?",
  "How many seats does the Kremlin's party hold in the Duma?",
  "What did the Pope say about peace in Ukraine?",
  "Where was the Budapest memorandum signed?",
];
