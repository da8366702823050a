namespace ContainerSecurity.Cel;

/// <summary>How a name is looked up in a container: from the innermost namespace outwards.</summary>
internal static class Names
{
    public static IEnumerable<string> Candidates(string container, string name)
    {
        if (name[0] == '.')
        {
            yield return name.Substring(1);
            yield break;
        }
        for (string scope = container; scope.Length > 0; scope = scope.LastIndexOf('.') is > 0 and var dot ? scope.Substring(0, dot) : "")
            yield return scope + "." + name;
        yield return name;
    }
}
