using ContainerSecurity.Secrets.Names;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Tells the credential that a method is called after which takes one: <c>SetPassword</c>, <c>WithApiKey</c>, <c>Password</c>.</summary>
internal static class CalledName
{
    private static readonly string[] Verbs = ["Set", "With", "Using", "Use", "And", "Having"];

    /// <summary>What methods begin with that do something else with a credential.</summary>
    private static readonly string[] OtherVerbs =
    [
        "get", "try", "find", "read", "load", "fetch", "create", "generate", "new", "make", "encrypt", "decrypt", "encode", "decode", "parse",
        "delete", "remove", "add", "revoke", "lookup", "resolve", "retrieve", "acquire", "ask", "prompt", "log", "to", "from", "for", "by",
    ];

    private static readonly NameMemory<string?> Known = new(Find);

    /// <summary>The credential's name; null where the method takes none.</summary>
    /// <param name="method">The method's name.</param>
    public static string? Of(string method) => Known.Of(method);

    private static string? Find(string method)
    {
        string name = method.EndsWith("Async", StringComparison.Ordinal) ? method.Substring(0, method.Length - "Async".Length) : method;
        foreach (string verb in Verbs)
            if (name.Length > verb.Length && name.StartsWith(verb, StringComparison.Ordinal) && char.IsUpper(name[verb.Length]))
            {
                name = name.Substring(verb.Length);
                break;
            }
        var words = new NameParts(name);
        bool isTaken = words.MoveNext() && !words.IsOneOf(OtherVerbs) && char.IsUpper(name[0]);
        return isTaken && CodeName.KindOf(name) is CodeNameKind.Password or CodeNameKind.Token ? name : null;
    }
}
