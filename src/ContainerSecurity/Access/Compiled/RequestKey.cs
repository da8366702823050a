namespace ContainerSecurity.Access.Compiled;

/// <summary>A request in the numbers of the tables.</summary>
internal readonly struct RequestKey
{
    public RequestKey(RbacRequest request, RuleTables tables)
    {
        Path = request.Path;
        Name = request.Name;
        Verb = tables.Verbs.Find(request.Verb);
        if (Path is not null)
            return;
        Group = tables.Groups.Find(request.ApiGroup);
        Resource = tables.FindResource(ResourceKey.Of(request.Resource, request.Subresource));
        AnyResource = request.Subresource.Length == 0 ? NameTable.None : tables.FindResource(new ResourceKey("*", request.Subresource));
    }

    public string? Path { get; }

    public string Name { get; }

    public int Verb { get; }

    public int Group { get; }

    public int Resource { get; }

    /// <summary>The number of <c>*/SUBRESOURCE</c>.</summary>
    public int AnyResource { get; }
}
