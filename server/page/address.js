// The page's state is its address: a saved question with its parameters, or a query, and how the answer is shown.

import { withParameter, parameterOf } from "./sparql.js";

export function readAddress() {
  return new URLSearchParams(location.hash.slice(1));
}

// The text that an address stands for: { question, text }; null when it names nothing.
export function textOf(address, questions, resolve) {
  if (address.has("query")) return { question: null, text: address.get("query") };
  const question = questions.find(({ name }) => name === address.get("ask"));
  if (!question) return null;
  let { text } = question;
  for (const { name, kind } of question.parameters) {
    const given = address.get(name);
    if (given) text = withParameter(text, name, resolve(kind, given));
  }
  return { question, text };
}

// The shortest address for a text: a saved question's name and parameters when it is one, else the text itself.
export function addressOf(text, questions, shorten, view) {
  const address = new URLSearchParams();
  const question = questions.find((each) => {
    const opened = each.parameters.reduce((left, { name }) => withParameter(left, name, ""), text);
    return opened === each.text;
  });
  if (question) {
    address.set("ask", question.name);
    for (const { name, kind } of question.parameters) {
      const iri = parameterOf(text, name);
      if (iri) address.set(name, shorten(kind, iri));
    }
  } else address.set("query", text);
  if (view !== "table") address.set("view", view);
  return { address: `#${address}`, question: question ?? null };
}
