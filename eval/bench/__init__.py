"""Speed and memory on this machine, as figures: `python -m eval.bench`.

What waits longest for a user, how it grows with the number of passages, and how far each step of an
answer is from what the machine could do. No figure is asserted anywhere: machines differ.
"""

import os

# As the command line does, and before numpy is imported: one thread, so that a second core serves a
# second reader instead of one reader half as well.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
