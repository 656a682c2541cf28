/** What a real shell answers to a script in an empty folder; absent when it is not there. */
export function answerOf(shell: 'dash' | 'busybox', script: string): { stdout: string; code: number } | undefined;
