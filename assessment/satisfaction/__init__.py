"""Townships rate departments (乡镇对部门满意度评价)."""
