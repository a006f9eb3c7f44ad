"""Summaries of a rendering (原因・経過・教訓・点検観点), each sentence with its place in it."""
