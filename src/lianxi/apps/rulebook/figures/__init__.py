"""实时数据: live figures of the rulebook, counted anew at every look and only over the rules one may see."""
