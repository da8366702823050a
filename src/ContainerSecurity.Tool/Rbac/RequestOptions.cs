using System.CommandLine;
using ContainerSecurity.Access;

namespace ContainerSecurity.Tool.Rbac;

/// <summary>How a request is written on the command line: as <c>kubectl auth can-i</c> takes it, with subresources behind a slash.</summary>
internal sealed class RequestOptions
{
    private readonly Argument<string> verb = new("verb")
    {
        Description = "The verb, such as get, list, create or impersonate; of a path the HTTP method in lower case.",
    };
    private readonly Argument<string> resource = new("resource")
    {
        Description = "The resource, such as pods, pods/exec, deployments.apps or deployments.apps/scale; or a path, such as /metrics.",
    };
    private readonly Option<string?> space = NamespaceOption();
    private readonly Option<bool> all = new("--all-namespaces", "-A") { Description = "Ask about all namespaces at once." };
    private readonly Option<string?> name = new("--name") { Description = "The name of the object; none asks about any." };
    private readonly Option<string?> subresource = new("--subresource") { Description = "The subresource, for one that is not written behind the resource." };
    private readonly Option<string?> group = new("--api-group")
    {
        Description = "The API group, for one that is not written behind the resource; empty for the core group.",
    };

    public static Option<string?> NamespaceOption() => new("--namespace", "-n")
    {
        Description = "The namespace (default: default; resources of the cluster belong to none).",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(verb);
        command.Arguments.Add(resource);
        foreach (Option option in (Option[])[space, all, name, subresource, group])
            command.Options.Add(option);
    }

    /// <summary>The request, without its user.</summary>
    public RbacRequest Read(ParseResult parsed)
    {
        string what = parsed.GetValue(resource)!;
        if (what.StartsWith('/'))
            return new RbacRequest { Verb = parsed.GetValue(verb)!, Path = what };
        RbacResource read = RbacResource.Parse(what);
        if (parsed.GetValue(group) is { } apiGroup)
            read = read with { ApiGroup = apiGroup, IsNamespaced = apiGroup == read.ApiGroup ? read.IsNamespaced : null };
        string named = parsed.GetValue(name) ?? "";
        return new RbacRequest
        {
            Verb = parsed.GetValue(verb)!,
            ApiGroup = read.ApiGroup,
            Resource = read.Resource,
            Subresource = parsed.GetValue(subresource) ?? read.Subresource,
            Name = named,
            Namespace = NamespaceOf(parsed, read, named),
        };
    }

    /// <summary>A namespace itself is asked about in that namespace, as the API server does.</summary>
    private string NamespaceOf(ParseResult parsed, RbacResource read, string name)
    {
        if (read is { Resource: "namespaces", ApiGroup: "" })
            return name;
        bool isOfCluster = read.IsNamespaced == false || parsed.GetValue(all);
        return isOfCluster ? "" : parsed.GetValue(space) ?? "default";
    }
}
