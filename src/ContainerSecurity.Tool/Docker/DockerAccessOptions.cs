using System.CommandLine;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tool.Docker;

/// <summary>How the commands about access are told their policy, their subject, their action and their object.</summary>
internal sealed class DockerAccessOptions(Terminal terminal)
{
    public Option<string> File { get; } = new("-f", "--file") { Description = "File of kind: DockerAccessPolicy.", Required = true };

    public Option<string[]> Groups { get; } = new("--group") { Description = "A group that the subject is in; repeatable." };

    public Option<string?> Owner { get; } = new("--owner") { Description = "The team that owns the object." };

    public Option<string?> Name { get; } = new("--name") { Description = "The object's name." };

    public Option<string?> Image { get; } = new("--image") { Description = "The object's image, or the image itself." };

    public Option<string> Format { get; } = FormatOption();

    /// <summary>The policy; null where the file is wrong, which has then been said.</summary>
    public DockerAccessPolicy? Read(string file)
    {
        DockerAccessPolicyReadResult read = new DockerAccessPolicyReader().Load(file);
        foreach (DocumentError error in read.Errors)
            terminal.Error.WriteLine($"csec: {error}");
        return read.IsValid ? read.Policy : null;
    }

    /// <summary>Whether an action is known; where it is not, that has been said.</summary>
    public bool Knows(string action)
    {
        if (DockerEndpoints.Actions.Contains(action))
            return true;
        terminal.Error.WriteLine($"csec: there is no action '{action}'{Suggestion.For(action, DockerEndpoints.Actions)}.");
        return false;
    }

    /// <summary>The object that the options describe; null where they describe none.</summary>
    public DockerObject? ObjectOf(ParseResult parsed, string action, DockerAccessPolicy policy)
    {
        string? owner = parsed.GetValue(Owner), name = parsed.GetValue(Name), image = parsed.GetValue(Image);
        if (owner is null && name is null && image is null)
            return null;
        DockerObjectKind kind = Enum.TryParse(action.Split('.')[0], ignoreCase: true, out DockerObjectKind found) ? found : DockerObjectKind.Container;
        return new DockerObject(kind, name ?? "(object)")
        {
            Name = name ?? "",
            Labels = owner is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [policy.OwnerLabel] = owner },
            Images = image is null ? [] : [image],
        };
    }

    private static Option<string> FormatOption()
    {
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptWords("text", "json");
        return format;
    }
}
