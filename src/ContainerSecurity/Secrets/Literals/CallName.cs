using ContainerSecurity.Secrets.Names;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>What the name of a call, such as <c>client.setPassword</c>, says of its arguments.</summary>
internal static class CallName
{
    /// <summary>Methods of a value that compare it with another one, or take another one in its place.</summary>
    private static readonly string[] OfValue =
    [
        "equals", "equalsignorecase", "compareto", "comparetoignorecase", "compare", "contentequals", "isequalto", "eql", "localecompare", "casecmp",
        "orelse", "getorelse", "unwrap_or", "unwrap_or_else", "default", "or", "set", "value", "convention", "assign", "append", "valueor", "value_or",
    ];

    /// <summary>First words of methods that do something else with a credential than taking it.</summary>
    private static readonly string[] OtherVerbs =
    [
        "get", "find", "fetch", "read", "load", "look", "lookup", "has", "is", "check", "validate", "verify", "hash", "encode", "encrypt",
        "decrypt", "decode", "parse", "reset", "forgot", "generate", "make", "delete", "remove", "drop", "revoke", "require", "need", "ask",
        "prompt", "show", "hide", "test", "assert", "expect", "should", "match", "matches", "contains", "count", "list", "describe", "retrieve",
        "resolve", "request", "acquire", "obtain", "query", "select", "store", "render", "print", "log", "format", "sanitize", "mask", "peek",
        "consume", "skip", "next", "scan", "tokenize", "on", "invalid", "missing", "no", "not", "can", "will", "did", "create", "issue", "split",
        "strip", "convert", "compute", "derive", "rotate", "expire", "refresh", "exchange", "send", "save", "export",
    ];

    /// <summary>What may stand behind the word for the credential.</summary>
    private static readonly string[] LastWords = ["async", "sync", "spec", "set", "internal"];

    /// <summary>Words of a name that takes a user and a password.</summary>
    private static readonly string[] PairWords =
    [
        "credential", "credentials", "creds", "authentication", "basic", "user", "username", "login", "account", "pw",
    ];

    private static readonly string[] ComparisonEndings = ["equals", "equal", "cmp", "compare", "compare_digest", "casecmp", "isequal", "ct_eq"];

    private static readonly string[] Assertions = ["assert", "expect", "are", "require"];

    /// <summary>Whether a call of a member of the named value compares the value, or gives another one for it.</summary>
    public static bool IsOfValue(string text, int start, int end) =>
        Array.IndexOf(OfValue, text.Substring(start, end - start).ToLowerInvariant()) >= 0;

    /// <summary>Whether a call compares its arguments.</summary>
    public static bool IsComparison(string text, int start, int end)
    {
        string name = text.Substring(start, end - start);
        return name.Length > 2
            && Array.Exists(ComparisonEndings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))
            && !Array.Exists(Assertions, a => name.StartsWith(a, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a call of a name takes a credential: a setter, a constructor, a builder's method.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The index of the name.</param>
    /// <param name="end">The index behind it.</param>
    /// <param name="isPair">Whether it takes a user or another name first.</param>
    public static bool TakesCredential(string text, int start, int end, out bool isPair)
    {
        isPair = false;
        int member = MemberStart(text, start, end);
        var parts = new NameParts(text, member, end);
        bool isFirst = true;
        bool endsAsCredential = false;
        while (parts.MoveNext())
        {
            if (isFirst && (parts.IsOneOf(OtherVerbs) || BeginsWithVerb(text, in parts)))
                return false;
            endsAsCredential = SecretName.KindOf(text, parts.Start, parts.Start + parts.Length) != SecretNameKind.Other
                || (!isFirst && endsAsCredential && parts.IsOneOf(LastWords));
            isFirst = false;
            isPair |= parts.IsOneOf(PairWords);
        }
        if ((endsAsCredential || isPair) && SecretName.KindOf(text, member, end) != SecretNameKind.Other)
            return true;
        isPair = SecretName.KindOf(text, start, end) != SecretNameKind.Other && IsFactory(text, member, end);
        return isPair;
    }

    /// <summary>The index of the last member of a name with dots.</summary>
    public static int MemberStart(string text, int start, int end)
    {
        int dot = text.LastIndexOf('.', end - 1, end - start);
        return dot < 0 ? start : dot + 1;
    }

    /// <summary>Names without separators: <c>getpassword</c>, <c>splitpasswd</c>.</summary>
    private static bool BeginsWithVerb(string text, in NameParts part)
    {
        foreach (string verb in OtherVerbs)
            if (verb.Length > 2 && part.Length > verb.Length && string.CompareOrdinal(text, part.Start, verb, 0, verb.Length) == 0)
                return true;
        return false;
    }

    /// <summary><c>AwsBasicCredentials.create</c> and its kin.</summary>
    private static bool IsFactory(string text, int start, int end)
    {
        var parts = new NameParts(text, start, end);
        return parts.MoveNext() && parts.IsOneOf(["create", "of", "new", "basic", "build", "from", "static"]);
    }
}
