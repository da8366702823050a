namespace ContainerSecurity.Cel.Regexes;

/// <summary>A pattern is not RE2 syntax; never leaves the library.</summary>
internal sealed class RegexSyntaxException(string what, string where) : Exception($"error parsing regexp: {what}: `{where}`");
