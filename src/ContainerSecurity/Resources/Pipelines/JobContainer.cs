using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.Pipelines;

/// <summary>Puts what pipelines say of a container, in the words that they share, into the words of an engine.</summary>
/// <param name="parts">Takes what is wrong.</param>
/// <param name="place">What describes the container.</param>
internal sealed class JobContainer(SourceParts parts, DocumentNode place)
{
    /// <summary>The container. What is not said of it is the runner's, and unknown.</summary>
    public BodyDraft Body { get; } = new(place, isOpen: true);

    /// <summary>Takes the image.</summary>
    public JobContainer Image(DocumentNode? image)
    {
        if (image is ScalarNode { IsNull: false } text)
            Body.Set("Image", text.IsTemplate ? DerivedNodes.Unknown(text) : DerivedNodes.Text(text, text.Text));
        else if (image is not (null or ScalarNode))
        {
            parts.Mistyped(image, "text");
            Body.Set("Image", DerivedNodes.Unknown(image));
        }
        return this;
    }

    /// <summary>Takes options of <c>docker create</c> that are handed over as they are.</summary>
    public JobContainer Options(DocumentNode? options)
    {
        if (options is MappingNode or SequenceNode)
            parts.Mistyped(options, "text");
        else if (options is not null)
            RunCommand.AddOptions(OptionLine.Split(options), Body);
        return this;
    }

    /// <summary>Takes variables, by their names.</summary>
    public JobContainer Variables(DocumentNode? variables)
    {
        foreach (MappingEntry entry in parts.MappingOf(variables)?.Entries ?? [])
            ContainerSettings.AddVariable(Body, entry.Key, entry.Value is MappingNode described ? described["value"] ?? entry.Value : entry.Value);
        return this;
    }

    /// <summary>Takes volumes in their short form.</summary>
    public JobContainer Volumes(DocumentNode? volumes)
    {
        foreach (DocumentNode item in parts.ItemsOf(volumes))
            if (item is ScalarNode text)
                Body.Add("Binds", WithoutHole(text) is { } bind ? DerivedNodes.Text(text, bind) : DerivedNodes.Unknown(text));
            else
                parts.Mistyped(item, "text");
        return this;
    }

    /// <summary>Takes a user.</summary>
    public JobContainer User(DocumentNode? user)
    {
        if (user is ScalarNode { IsNull: false } text)
            Body.Set("User", text.IsTemplate ? DerivedNodes.Unknown(text) : DerivedNodes.Text(text, text.Text));
        else if (user is not (null or ScalarNode))
            parts.Mistyped(user, "text");
        return this;
    }

    /// <summary>Takes the words of a command, or of an entrypoint.</summary>
    public JobContainer Words(string key, DocumentNode? words)
    {
        IReadOnlyList<DocumentNode> list = words is SequenceNode sequence ? sequence.Items : words is ScalarNode ? OptionLine.Split(words) : [];
        foreach (DocumentNode word in list)
            Body.Add(key, word is ScalarNode { IsTemplate: false } text ? DerivedNodes.Text(text, text.Text) : DerivedNodes.Unknown(word));
        return this;
    }

    /// <summary>A volume whose host's path is known; null for another one.</summary>
    private static string? WithoutHole(ScalarNode volume)
    {
        int hole = volume.Text.IndexOf('$'), colon = volume.Text.IndexOf(':');
        return hole < 0 || (colon > 0 && colon < hole) ? volume.Text : null;
    }
}
