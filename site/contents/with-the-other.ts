// What it does comes with the other table of contents: see one-script.ts.
