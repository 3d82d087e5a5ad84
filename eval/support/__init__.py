"""Written statements, true and falsified, against the rule that lets them through."""
