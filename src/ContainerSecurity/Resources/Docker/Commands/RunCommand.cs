using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>Reads the words of <c>docker run</c> and <c>docker create</c>, or of <c>podman</c>, as the create-container body that they make.</summary>
public static class RunCommand
{
    private const string ShortFlags = "ditPq";
    private static readonly string[] Programs = ["docker", "podman", "nerdctl"];
    private static readonly string[] ClientFlags = ["-D", "--debug", "--tls", "--tlsverify", "--remote"];

    /// <summary>Returns whether a program is a client whose words are read: <c>docker</c>, <c>podman</c> or <c>nerdctl</c>.</summary>
    /// <param name="program">The program's name, without its folder.</param>
    public static bool IsClient(string program) => Array.IndexOf(Programs, program ?? throw new ArgumentNullException(nameof(program))) >= 0;

    /// <summary>
    /// Reads the words up to the image: those behind it are the program's. What the words do not say is unknown in the
    /// body.
    /// </summary>
    /// <param name="words">The words behind the client's name; a node that is no scalar for one that is not known.</param>
    /// <param name="place">What the command is written in.</param>
    /// <returns>The body; null for another command.</returns>
    public static MappingNode? ReadBody(IReadOnlyList<DocumentNode> words, DocumentNode place)
    {
        _ = place ?? throw new ArgumentNullException(nameof(place));
        int at = CommandEnd(words ?? throw new ArgumentNullException(nameof(words)));
        if (at < 0)
            return null;
        var body = new BodyDraft(place, isOpen: true);
        at = Take(words, at, body);
        if (at < words.Count)
            body.Set("Image", words[at] is ScalarNode image ? DerivedNodes.Text(image, image.Text) : DerivedNodes.Unknown(words[at]));
        return body.ToBody();
    }

    /// <summary>Reads options alone, as those that are handed to an engine as they are.</summary>
    /// <param name="words">The words; a node that is no scalar for one that is not known.</param>
    /// <param name="place">What the options are written in.</param>
    /// <returns>The body, of which only what the options say is known.</returns>
    public static MappingNode ReadOptions(IReadOnlyList<DocumentNode> words, DocumentNode place)
    {
        var body = new BodyDraft(place ?? throw new ArgumentNullException(nameof(place)), isOpen: true);
        AddOptions(words ?? throw new ArgumentNullException(nameof(words)), body);
        return body.ToBody();
    }

    /// <summary>Puts options into a body; words that are none are passed over.</summary>
    internal static void AddOptions(IReadOnlyList<DocumentNode> words, BodyDraft body)
    {
        for (int at = 0; at < words.Count; at++)
            at = Take(words, at, body);
    }

    /// <summary>The index behind <c>run</c>, <c>create</c> or <c>container run</c>, before which only options of the client stand.</summary>
    private static int CommandEnd(IReadOnlyList<DocumentNode> words)
    {
        for (int i = 0; i < words.Count && words[i] is ScalarNode { Text: { Length: > 0 } word }; i++)
            if (word is "run" or "create")
                return i + 1;
            else if (word[0] == '-')
                i += word.IndexOf('=') >= 0 || Array.IndexOf(ClientFlags, word) >= 0 ? 0 : 1;
            else if (word != "container")
                return -1;
        return -1;
    }

    /// <summary>Takes options. Returns the index of the first word that is none.</summary>
    private static int Take(IReadOnlyList<DocumentNode> words, int at, BodyDraft body)
    {
        while (at < words.Count)
            if (words[at] is ScalarNode { Text: ['-', _, ..] text } option)
            {
                at = text == "--" ? at + 1 : Take(words, at, option, body);
                if (text == "--")
                    break;
            }
            else if (words[at] is ScalarNode { Text: ['$', ..] variable } && (HoldsOptions(variable) || IsOption(words, at + 1)))
                at++;
            else
                break;
        return at;
    }

    /// <summary>Takes an option with its value. Returns the index behind it.</summary>
    private static int Take(IReadOnlyList<DocumentNode> words, int at, ScalarNode option, BodyDraft body)
    {
        string text = option.Text;
        if (text.StartsWith("--", StringComparison.Ordinal))
        {
            int equals = text.IndexOf('=');
            if (equals >= 0)
                RunOptions.Set(body, text.Substring(0, equals), DerivedNodes.Text(option, text.Substring(equals + 1)), hasValue: true);
            else if (RunOptions.IsFlag(text))
                RunOptions.Set(body, text, option, hasValue: false);
            else
                return TakeValue(words, at + 1, text, option, body);
            return at + 1;
        }
        int letter = 1;
        for (; letter < text.Length && ShortFlags.IndexOf(text[letter]) >= 0; letter++)
            RunOptions.Set(body, $"-{text[letter]}", option, hasValue: false);
        if (letter >= text.Length)
            return at + 1;
        string name = $"-{text[letter]}";
        if (letter == text.Length - 1)
            return TakeValue(words, at + 1, name, option, body);
        RunOptions.Set(body, name, DerivedNodes.Text(option, text.Substring(letter + 1).TrimStart('=')), hasValue: true);
        return at + 1;
    }

    private static int TakeValue(IReadOnlyList<DocumentNode> words, int at, string name, ScalarNode option, BodyDraft body)
    {
        if (at < words.Count)
            RunOptions.Set(body, name, words[at] is ScalarNode ? words[at] : DerivedNodes.Unknown(option), hasValue: true);
        return at + 1;
    }

    /// <summary>Whether an option of the engine stands at an index, so that what is before it is no image.</summary>
    private static bool IsOption(IReadOnlyList<DocumentNode> words, int at) =>
        at < words.Count && words[at] is ScalarNode { Text: ['-', '-', ..] word } && RunOptions.Knows(word.Split('=')[0]);

    /// <summary>Whether a variable holds options, by its name, and no image.</summary>
    private static bool HoldsOptions(string variable) =>
        Array.Exists(["OPT", "ARG", "FLAG", "PARAM", "ENV_", "VOLUME", "MOUNT"], w => variable.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);
}
