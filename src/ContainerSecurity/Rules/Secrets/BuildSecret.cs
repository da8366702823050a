using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>Tells what is a credential in a build: names of variables, and words of commands.</summary>
internal static class BuildSecret
{
    /// <summary>Words of a name that BuildKit takes for credentials, beside those of <see cref="SecretName"/>.</summary>
    private static readonly string[] Words = ["apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token"];

    /// <summary>Words that make a name harmless: it speaks of a public key, a file, a version.</summary>
    private static readonly string[] Harmless =
    [
        "public", "pub", "gpg", "pgp", "file", "path", "version", "url", "id", "name", "fingerprint", "module",
        "cache", "ttl"
    ];

    /// <summary>Words of which a value is made that a program asks for while the image is built, and that nobody asks for later.</summary>
    private static readonly string[] OfBuilds =
    [
        "a", "any", "anything", "assets", "bogus", "build", "building", "buildonly", "buildtime", "collect",
        "collectstatic", "compile", "during", "empty", "for", "ignore", "ignored", "image", "insecure", "irrelevant",
        "key", "needed", "no", "none", "noop", "not", "nothing", "notneeded", "notused", "only", "phase", "precompile",
        "secret", "stage", "static", "step", "stub", "temp", "temporary", "the", "time", "tmp", "token", "unneeded",
        "unsafe", "unused", "used", "value", "whatever",
    ];

    private static readonly string[] PasswordOptions =
    [
        "--password", "--passwd", "--token", "--secret", "--api-key", "--access-token", "--secret-key", "--pass", // csec:allow-secret names of options
    ];

    private static readonly string[] Printers = ["echo", "printf"];
    private static readonly char[] Separators = ['_', '-', '.'];

    /// <summary>Whether a variable or label has a credential's name.</summary>
    public static bool IsName(string name)
    {
        if (SecretName.IsCredential(name) || name.EndsWith("ACCESS_KEY_ID", StringComparison.OrdinalIgnoreCase))
            return true;
        string[] words = name.Split(Separators);
        return Array.Exists(words, w => Words.Contains(w, StringComparer.OrdinalIgnoreCase))
            && !Array.Exists(words, w => Harmless.Contains(w, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether a value points elsewhere and is no credential itself: a path, an address, a flag.</summary>
    public static bool IsReference(string value) => value.Trim() is { Length: > 1 } text && ValueReference.PointsElsewhere(text);

    /// <summary>Whether a value says that it stands for another one: <c>changeme</c>, <c>dummy</c>, <c>&lt;password&gt;</c>.</summary>
    public static bool IsStandIn(string value) => SecretValue.StandsForAnother(value.Trim());

    /// <summary>The words of a command that are credentials, and what to call them.</summary>
    public static IEnumerable<(ShellWord Word, string Name)> In(ShellCommand command)
    {
        foreach (ShellWord word in command.Assignments.Concat(command.Name is "export" or "declare" or "local" ? command.Arguments : []))
            if (word.IsLiteral && word.Text.IndexOf('=') is > 0 and var equals && IsAssigned(word.Text, equals))
                yield return (word, $"the credential {word.Text.Substring(0, equals)}");
        for (int i = 0; i < command.Arguments.Count; i++)
            if (OfArgument(command, i) is { } found)
                yield return found;
        if (Printers.Contains(command.Name) && command.PipedInto is { } reader)
            foreach (ShellWord word in command.Arguments)
                if (word.IsLiteral
                    && !word.Text.StartsWith("-", StringComparison.Ordinal)
                    && Read(word.Text, reader.Innermost) is { } password
                    && IsGiven(password))
                    yield return (word, $"a password that is given to {reader.Innermost.Name},");
    }

    /// <summary>The password in a text that a command reads; null where it reads none.</summary>
    private static string? Read(string text, ShellCommand reader)
    {
        if (reader.Name == "chpasswd")
            return text.IndexOf(':') is > 0 and var colon ? text.Substring(colon + 1) : null;
        return (reader.Name == "passwd" && reader.Has("--stdin")) || reader.Has("--password-stdin") ? text : null;
    }

    /// <summary>A variable of one step is gone with it, so that a value that is only there to be one is no credential.</summary>
    private static bool IsAssigned(string word, int equals)
    {
        string value = word.Substring(equals + 1);
        return SecretName.IsCredential(word.Substring(0, equals))
            && ValueReference.IsLiteral(value)
            && !SecretValue.IsPlaceholder(value)
            && !IsOfBuild(value);
    }

    private static bool IsOfBuild(string value)
    {
        var parts = new NameParts(value);
        while (parts.MoveNext())
            if (!parts.IsOneOf(OfBuilds))
                return false;
        return true;
    }

    private static (ShellWord Word, string Name)? OfArgument(ShellCommand command, int index)
    {
        ShellWord word = command.Arguments[index];
        ShellWord? next = index + 1 < command.Arguments.Count ? command.Arguments[index + 1] : null;
        if (word.IsLiteral && HasUser(word.Text))
            return (word, "a password in an address");
        if (IsOption(word.Text, out string value) && word.IsLiteral && IsGiven(value))
            return (word, "a password");
        bool takesPassword = PasswordOptions.Contains(word.Text) || (word.Text == "-p" && command.Name is "docker" or "podman" && command.Has("login"));
        bool takesUser = word.Text is "-u" or "--user" && command.Name == "curl" && next?.Text.IndexOf(':') > 0;
        return (takesPassword || takesUser)
            && next is { IsLiteral: true }
            && !next.Text.StartsWith("-", StringComparison.Ordinal)
            && IsGiven(next.Text)
                ? (next, "a password")
                : null;
    }

    private static bool IsGiven(string value) => ValueReference.IsLiteral(value) && !IsStandIn(value);

    private static bool IsOption(string word, out string value)
    {
        int equals = word.IndexOf('=');
        value = word.Substring(equals + 1);
        return equals > 0 && PasswordOptions.Contains(word.Substring(0, equals));
    }

    /// <summary>An address such as <c>https://user:password@host</c>.</summary>
    private static bool HasUser(string word)
    {
        int scheme = word.IndexOf("://", StringComparison.Ordinal);
        int at = scheme < 0 ? -1 : word.IndexOf('@', scheme);
        int slash = scheme < 0 ? -1 : word.IndexOf('/', scheme + 3);
        int colon = scheme < 0 ? -1 : word.IndexOf(':', scheme + 3);
        return colon > 0 && at > colon + 1 && (slash < 0 || slash > at) && IsGiven(word.Substring(colon + 1, at - colon - 1));
    }
}
