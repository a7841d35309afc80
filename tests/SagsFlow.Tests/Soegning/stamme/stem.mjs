import stemmers from "snowball-stemmers";

// One word a line in, one stem a line out.
const stemmer = stemmers.newStemmer("danish");
let text = "";
for await (const piece of process.stdin) {
  text += piece;
}

process.stdout.write(text.split("\n").map((word) => stemmer.stem(word)).join("\n"));
