/** Texts that tell people of a failure, where the answer itself should have told it. */
const COMPLAINT = /\b(?:error|fail(?:ed|ure)?|invalid|missing|required?|must|cannot|unable)\b/i;

export const isComplaint = (text: unknown): boolean => typeof text === 'string' && COMPLAINT.test(text);
