"""制度共享库 rulebook: texts of rules, how they are read and checked."""
