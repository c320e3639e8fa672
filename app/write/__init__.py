"""Answers written by a language model from quotations, and shown only as far as they were checked."""
