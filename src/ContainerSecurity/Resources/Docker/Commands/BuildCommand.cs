using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>Reads the words of <c>docker build</c>, <c>docker buildx build</c>, <c>podman build</c> and <c>buildah bud</c> as what they ask of the builder.</summary>
internal static class BuildCommand
{
    private static readonly string[] Steps = ["build", "b", "bud", "build-using-dockerfile"];
    private static readonly string[] Groups = ["buildx", "image", "builder"];

    /// <summary>Reads a command.</summary>
    /// <param name="words">The words behind the client's name.</param>
    /// <param name="place">What the command is written in.</param>
    /// <param name="owner">What the command belongs to.</param>
    /// <returns>The build; null for another command.</returns>
    public static ImageBuild? Read(IReadOnlyList<DocumentNode> words, DocumentNode place, string owner)
    {
        int at = 0;
        while (at < words.Count && words[at] is ScalarNode { Text: var group } && Array.IndexOf(Groups, group) >= 0)
            at++;
        if (at >= words.Count || words[at] is not ScalarNode { Text: var step } || Array.IndexOf(Steps, step) < 0)
            return null;
        return Read([.. words.Skip(at + 1)], DerivedNodes.Object(place, [], isOpen: true), new BuildSettings("command", owner));
    }

    /// <summary>Reads options of a build.</summary>
    /// <param name="words">The options.</param>
    /// <param name="place">What describes the build.</param>
    /// <param name="of">What asks for it.</param>
    public static ImageBuild Read(IReadOnlyList<DocumentNode> words, MappingNode place, BuildSettings of)
    {
        var arguments = new List<EnvironmentVariable>(of.Arguments);
        var entitlements = new List<Field<string>>(of.Entitlements.Items);
        var images = new List<Field<string>>(of.Images);
        Field<string> network = of.Network.IsKnown ? of.Network : Field<string>.Unknown();
        for (int at = 0; at < words.Count; at++)
        {
            if (words[at] is not ScalarNode { Text: ['-', '-', ..] option } word)
                continue;
            int equals = option.IndexOf('=');
            string name = equals < 0 ? option : option.Substring(0, equals);
            if (name is not ("--build-arg" or "--network" or "--allow" or "--build-context"))
                continue;
            ScalarNode? value = equals >= 0 ? DerivedNodes.Text(word, option.Substring(equals + 1))
                : ++at < words.Count ? words[at] as ScalarNode : null;
            if (value is null)
                continue;
            if (name == "--build-arg")
                arguments.Add(Argument(value));
            else if (name == "--network")
                network = Field<string>.Known(value.Text, value);
            else if (name == "--allow")
                entitlements.AddRange(value.Text.Split(',').Select(e => Field<string>.Known(e, value)));
            else if (ContextImage(value, value.Text.Substring(value.Text.IndexOf('=') + 1)) is { } image)
                images.Add(image);
        }
        return new ImageBuild(place, new BuildSettings(of.Owner, of.Name)
        {
            Arguments = arguments,
            Entitlements = FieldList<string>.Known(entitlements),
            Network = network,
            IsPrivileged = Field<bool>.Unknown(),
            Images = images,
        });
    }

    /// <summary>The image of a context that is one (<c>docker-image://</c>); null for a folder or an address.</summary>
    public static Field<string>? ContextImage(DocumentNode place, string context)
    {
        const string Scheme = "docker-image://";
        return context.StartsWith(Scheme, StringComparison.Ordinal)
            ? Field<string>.Known(context.Substring(Scheme.Length), DerivedNodes.Text(place, context.Substring(Scheme.Length)))
            : null;
    }

    private static EnvironmentVariable Argument(ScalarNode value)
    {
        int equals = value.Text.IndexOf('=');
        string name = equals < 0 ? value.Text : value.Text.Substring(0, equals), given = equals < 0 ? "" : value.Text.Substring(equals + 1);
        return new EnvironmentVariable(
            Field<string>.Known(name, value),
            equals < 0 || given.IndexOf('$') >= 0 ? Field<string>.Unknown(value) : Field<string>.Known(given, value),
            default);
    }
}
