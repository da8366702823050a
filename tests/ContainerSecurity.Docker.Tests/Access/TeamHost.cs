using System.Text;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Tests.Access;

/// <summary>
/// A host of two teams, an administrator and a viewer, whose engine knows some objects and finds them as an engine
/// does: by full ID, by name, by the only ID that begins so.
/// </summary>
internal sealed class TeamHost
{
    public const string Label = "com.example.team";

    public static readonly string WebId = new('a', 64);
    public static readonly string DatabaseId = new('b', 64);

    public static readonly DockerAccessPolicy Policy = new()
    {
        OwnerLabel = Label,
        Teams =
        [
            new DockerTeam("alpha") { Users = ["alice"], Groups = ["alpha-devs"] },
            new DockerTeam("beta") { Users = ["bob"], Images = ["registry.example.com/beta", "docker.io/library/busybox"] },
            new DockerTeam("gamma") { Users = ["gina"] },
        ],
        Grants =
        [
            new DockerGrant("full") { Teams = ["alpha", "beta"] },
            new DockerGrant("restricted") { Teams = ["gamma"] },
            new DockerGrant("admin") { Users = ["root"], Scopes = [DockerScope.Everything] },
            new DockerGrant("view") { Users = ["victor"], Scopes = [DockerScope.Everything] },
        ],
    };

    private readonly DockerAuthorizer authorizer;

    public TeamHost(DockerAccessPolicy? policy = null) => authorizer = new DockerAuthorizer(policy ?? Policy);

    public List<DockerObject> Objects { get; } =
    [
        new(DockerObjectKind.Container, WebId) { Name = "alpha-web", Labels = Owned("alpha"), Images = ["busybox:1"] },
        new(DockerObjectKind.Container, DatabaseId) { Name = "beta-db", Labels = Owned("beta"), Images = ["busybox:1"] },
        new(DockerObjectKind.Exec, new string('e', 64)) { Labels = Owned("alpha") },
        new(DockerObjectKind.Exec, new string('f', 64)) { Labels = Owned("beta") },
        new(DockerObjectKind.Volume, "alpha-data") { Name = "alpha-data", Labels = Owned("alpha") },
        new(DockerObjectKind.Volume, "beta-data") { Name = "beta-data", Labels = Owned("beta") },
        new(DockerObjectKind.Network, new string('1', 64)) { Name = "alpha-net", Labels = Owned("alpha") },
        new(DockerObjectKind.Network, new string('2', 64)) { Name = "beta-net", Labels = Owned("beta") },
        new(DockerObjectKind.Network, new string('3', 64)) { Name = "bridge" },
        new(DockerObjectKind.Image, "sha256:" + new string('7', 64)) { Images = ["busybox:1"] },
        new(DockerObjectKind.Image, "sha256:" + new string('8', 64)) { Images = ["registry.example.com/beta/app:1", "registry.example.com/alpha/app:1"] },
    ];

    public static Dictionary<string, string> Owned(string team) => new() { [Label] = team };

    /// <summary>Decides a request with all that it names looked up. A target that is refused gives a denial too.</summary>
    public DockerAccessDecision Ask(string user, string method, string target, string? body = null, string? contentType = "application/json",
        DockerUsage? usage = null, string? team = null)
    {
        DockerRequestTarget? parsed = DockerRequestTarget.TryParse(method, target, out string problem);
        if (parsed is null)
            return new DockerAccessDecision { IsAllowed = false, IsError = true, Reason = problem, ClientMessage = problem };
        return authorizer.Authorize(Request(user, parsed, body, contentType) with { Usage = usage, Team = team });
    }

    /// <summary>The team whose use has to be known.</summary>
    public string? TeamToCount(string user, string method, string target, string body) =>
        authorizer.TeamToCount(Request(user, DockerRequestTarget.TryParse(method, target, out _)!, body, "application/json"));

    public DockerAccessRequest Request(string user, DockerRequestTarget target, string? body, string? contentType)
    {
        var request = new DockerAccessRequest(new DockerSubject(user), target)
        {
            Body = body is null && target.Endpoint.Body == DockerBodyKind.Judged
                ? null
                : DockerBody.Read(target, Encoding.UTF8.GetBytes(body ?? ""), contentType),
        };
        return request with { Resolutions = [.. request.References.Select(r => new DockerResolution(r, Find(r)))] };
    }

    private DockerObject? Find(DockerReference reference)
    {
        DockerObject[] all = [.. Objects.Where(o => o.Kind == reference.Kind)];
        return Array.Find(all, o => o.Id == reference.Text)
            ?? Array.Find(all, o => o.Name == reference.Text || o.Images.Contains(reference.Text) && o.Kind == DockerObjectKind.Image)
            ?? (all.Where(o => o.Id.Replace("sha256:", "", StringComparison.Ordinal).StartsWith(reference.Text, StringComparison.Ordinal))
                .ToArray() is [var only] ? only : null);
    }
}
