using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Analyzers.Builders;

/// <summary>The words of <c>docker run</c> and <c>docker create</c> as the create-container body that they make.</summary>
internal static class DockerRun
{
    private const string ShortFlags = "ditPq";

    /// <summary>Options without a value; all others take one, in the same word or the next.</summary>
    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal)
    {
        "--detach", "--interactive", "--tty", "--rm", "--init", "--privileged", "--read-only", "--no-healthcheck", "--oom-kill-disable", "--publish-all",
        "--sig-proxy", "--quiet", "--disable-content-trust", "--use-api-socket", "--help", "--replace", "--http-proxy", "--no-hosts", "--systemd",
    };

    /// <summary>Reads the words up to the image: those behind it are the program's. Null for another command.</summary>
    /// <param name="words">The words behind the program's name; null for one that is not known.</param>
    /// <param name="origin">Where the command stands.</param>
    public static MappingDraft? Read(IReadOnlyList<ScalarDraft?> words, Origin origin)
    {
        int at = CommandEnd(words);
        if (at < 0)
            return null;
        var options = new SequenceDraft(origin) { IsOpen = true };
        var body = new MappingDraft(origin) { IsOpen = true };
        while (at < words.Count && words[at] is { Text: ['-', ..] } option)
            at = Take(words, at, option, options);
        MappingDraft host = RuntimeArguments.Read(options);
        body.Set("HostConfig", origin, host);
        if (at < words.Count && words[at] is { } image)
            body.Set("Image", image.Origin, image);
        return body;
    }

    /// <summary>The index behind <c>run</c>, <c>create</c> or <c>container run</c>, before which only options of the client stand.</summary>
    private static int CommandEnd(IReadOnlyList<ScalarDraft?> words)
    {
        for (int i = 0; i < words.Count && words[i] is { } word; i++)
            if (word.Text is "run" or "create")
                return i + 1;
            else if (word.Text[0] == '-')
                i += word.Text.Contains("=") || word.Text is "-D" or "--debug" or "--tls" or "--tlsverify" ? 0 : 1;
            else if (word.Text != "container")
                return -1;
        return -1;
    }

    /// <summary>Takes an option with its value. Returns the index behind it.</summary>
    private static int Take(IReadOnlyList<ScalarDraft?> words, int at, ScalarDraft option, SequenceDraft options)
    {
        string text = option.Text;
        if (text.StartsWith("--", StringComparison.Ordinal))
        {
            if (RuntimeArguments.Knows(text))
                options.Items.Add(option);
            return text.Contains("=") || Flags.Contains(text) ? at + 1 : TakeValue(words, at + 1, text, options);
        }
        int letter = 1;
        while (letter < text.Length && ShortFlags.IndexOf(text[letter]) >= 0)
            letter++;
        if (letter >= text.Length)
            return at + 1;
        string name = "-" + text[letter];
        if (RuntimeArguments.Knows(name))
            options.Items.Add(new ScalarDraft(option.Origin, name, ScalarStyle.Quoted));
        if (letter == text.Length - 1)
            return TakeValue(words, at + 1, name, options);
        if (RuntimeArguments.Knows(name))
            options.Items.Add(new ScalarDraft(option.Origin, text.Substring(letter + 1).TrimStart('='), ScalarStyle.Quoted));
        return at + 1;
    }

    /// <summary>Takes the value of an option that is read, and passes over those of others.</summary>
    private static int TakeValue(IReadOnlyList<ScalarDraft?> words, int at, string option, SequenceDraft options)
    {
        if (at < words.Count && RuntimeArguments.Knows(option))
            options.Items.Add((Draft?)words[at] ?? new UnknownDraft(options.Origin));
        return at + 1;
    }
}
