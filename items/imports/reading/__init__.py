"""An uploaded file becomes a plain grid, in processes of their own with limits."""
