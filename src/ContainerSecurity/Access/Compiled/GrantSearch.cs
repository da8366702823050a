namespace ContainerSecurity.Access.Compiled;

/// <summary>Looks for the first binding that allows a request.</summary>
/// <param name="request">The request.</param>
/// <param name="namespace">Its namespace; empty for none.</param>
internal struct GrantSearch(RequestKey request, string @namespace)
{
    private readonly RequestKey request = request;

    /// <summary>What allows the request, where <see cref="Rule"/> is not null.</summary>
    public SubjectEntry Entry { get; private set; }

    /// <summary>The rule that allows the request; null for none yet.</summary>
    public RbacRule? Rule { get; private set; }

    public void In(Holder holder)
    {
        if (!In(holder.Cluster) && holder.In(@namespace) is { } local)
            In(local);
    }

    private bool In(List<SubjectEntry> entries)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            SubjectEntry entry = entries[i];
            if (Rule is not null && entry.Binding > Entry.Binding)
                return false;
            if (entry.Role.Find(request) is not { } rule)
                continue;
            Entry = entry;
            Rule = rule;
            return true;
        }
        return false;
    }
}
