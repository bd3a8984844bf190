"""What the science packages need of ours to work in the sandbox."""
