using System.CommandLine;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker access can</c>.</summary>
internal sealed class DockerAccessCanCommand : Command
{
    private readonly Terminal terminal;
    private readonly DockerAccessOptions options;
    private readonly Argument<string> subject = new("subject") { Description = "The user's name." };
    private readonly Argument<string> action = new("action") { Description = "The action, such as container.logs." };
    private readonly Option<string?> body =
        new("--body") { Description = "JSON file with the body of a create, which is judged as well; what it names is taken for the team's own, and the team's limits for unused." };

    public DockerAccessCanCommand(Terminal terminal)
        : base("can", "May a user do something? 0 yes, 1 no, with the grant, or the nearest ones.")
    {
        this.terminal = terminal;
        options = new DockerAccessOptions(terminal);
        Arguments.Add(subject);
        Arguments.Add(action);
        foreach (Option option in new Option[] { options.File, options.Groups, options.Owner, options.Name, options.Image, body, options.Format })
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string asked = parsed.GetValue(action)!;
        if (options.Read(parsed.GetValue(options.File)!) is not { } policy || !options.Knows(asked))
            return ExitCode.BadInput;
        var who = new DockerSubject(parsed.GetValue(subject)!) { Groups = parsed.GetValue(options.Groups) ?? [] };
        DockerObject? target = options.ObjectOf(parsed, asked, policy);
        var authorizer = new DockerAuthorizer(policy);
        if (parsed.GetValue(body) is not { } file)
            return Write(parsed, authorizer.Authorize(who, asked, target));
        if (Decide(authorizer, who, asked, target, file, parsed.GetValue(options.Owner)) is { } decision)
            return Write(parsed, decision);
        terminal.Error.WriteLine($"csec: '{asked}' creates nothing by a body; leave out '--body'.");
        return ExitCode.BadInput;
    }

    /// <summary>The decision about a create; null where the action is none.</summary>
    private static DockerAccessDecision? Decide(DockerAuthorizer authorizer, DockerSubject who, string action, DockerObject? target, string file, string? team)
    {
        DockerEndpoint? endpoint = DockerEndpoints.All.FirstOrDefault(e => e.Action == action
            && e is { Body: DockerBodyKind.Judged, HasIdentifier: false, Kind: DockerObjectKind.Team });
        if (endpoint is null)
            return null;
        string query = action == "container.create" && target is { Name.Length: > 0 } ? $"?name={Uri.EscapeDataString(target.Name)}" : "";
        DockerRequestTarget parsed = DockerRequestTarget.TryParse(endpoint.Method, endpoint.Path + query, out string problem) ?? throw new IOException(problem);
        var request = new DockerAccessRequest(who, parsed)
        {
            Body = DockerBody.Read(parsed, ReadBounded(file), "application/json"),
            Team = team,
            Usage = new DockerUsage(0, 0, 0)
        };
        string? owner = team ?? OnlyTeam(authorizer, who);
        return authorizer.Authorize(request with
        {
            Resolutions = [.. request.References
            .Select(r => new DockerResolution(r, Own(r, owner, authorizer.Policy)))]
        });
    }

    private static byte[] ReadBounded(string file)
    {
        using FileStream stream = RegularFile.Open(file);
        byte[] read = new byte[DockerBody.MaxLength + 1];
        return read[..stream.ReadAtLeast(read, read.Length, throwOnEndOfStream: false)];
    }

    private static string? OnlyTeam(DockerAuthorizer authorizer, DockerSubject who) =>
        authorizer.Policy.Teams.Where(t => t.Users.Contains(who.Name) || t.Groups.Intersect(who.Groups).Any()).Select(t => t.Name).FirstOrDefault();

    /// <summary>What a body names, as the team's own; an image is judged by its name.</summary>
    private static DockerObject? Own(DockerReference reference, string? owner, DockerAccessPolicy policy) => reference.Kind == DockerObjectKind.Image
        || owner is null
        ? null
        : new DockerObject(reference.Kind, reference.Text) { Name = reference.Text, Labels = new Dictionary<string, string> { [policy.OwnerLabel] = owner } };

    private int Write(ParseResult parsed, DockerAccessDecision decision)
    {
        if (parsed.GetValue(options.Format) == "json")
            DockerAccessJson.Write(decision, terminal.Output);
        else
            terminal.Lines.WriteLine($"{(decision.IsAllowed ? "yes" : "no")}: {decision.Reason}");
        return decision.IsAllowed ? ExitCode.Clean : decision.IsError ? ExitCode.BadInput : ExitCode.Findings;
    }
}
