package a

//distvet:ignroe nodeadline test files are silent by default
var inTest int
