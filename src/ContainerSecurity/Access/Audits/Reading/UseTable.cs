namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>Counts what users do, in bounded memory.</summary>
internal sealed class UseTable(AuditOptions options)
{
    private const int MaxGroups = 1_000;
    private readonly Dictionary<string, Entry> users = new(StringComparer.Ordinal);
    private readonly HashSet<string>? wanted = options.Users.Count == 0 ? null : new HashSet<string>(options.Users, StringComparer.Ordinal);
    private int kept;

    /// <summary>Counts a request; false where there is no more room for it.</summary>
    public bool TryAdd(AuditIdentity user, RbacRequest request, DateTimeOffset time)
    {
        if (wanted?.Contains(user.Name) == false)
            return true;
        if (!users.TryGetValue(user.Name, out Entry? entry))
        {
            if (kept >= options.MaxRequests)
                return false;
            users.Add(user.Name, entry = new Entry());
        }
        foreach (string group in user.Groups)
            if (entry.Groups.Count < MaxGroups)
                entry.Groups.Add(group);
        var key = new Key(request.Verb, request.ApiGroup, request.Resource, request.Subresource, request.Namespace, request.Path);
        if (!entry.Uses.TryGetValue(key, out Use? use))
        {
            if (kept >= options.MaxRequests)
                return false;
            kept++;
            entry.Uses.Add(key, use = new Use());
        }
        kept += use.Add(request.Name, time, options.MaxNames);
        return true;
    }

    public AuditedUser[] ToUsers() =>
        [.. users.OrderBy(u => u.Key, StringComparer.Ordinal).Select(u => new AuditedUser(UserOf(u.Key, u.Value), RequestsOf(u.Value)))];

    private static RbacUser UserOf(string name, Entry entry) => new(name, entry.Groups.Order(StringComparer.Ordinal));

    private static UsedRequest[] RequestsOf(Entry entry) =>
        [.. entry.Uses.OrderBy(u => u.Key, Key.Order).SelectMany(u => u.Value.ToRequests(u.Key.ToRequest()))];

    private sealed class Entry
    {
        public HashSet<string> Groups { get; } = new(StringComparer.Ordinal);

        public Dictionary<Key, Use> Uses { get; } = [];
    }

    private readonly record struct Key(string Verb, string ApiGroup, string Resource, string Subresource, string Namespace, string? Path)
    {
        public static IComparer<Key> Order { get; } = Comparer<Key>.Create((a, b) => a.Parts.Zip(b.Parts, string.CompareOrdinal).FirstOrDefault(c => c != 0));

        private string?[] Parts => [Path, Namespace, ApiGroup, Resource, Subresource, Verb];

        public RbacRequest ToRequest() =>
            new() { Verb = Verb, ApiGroup = ApiGroup, Resource = Resource, Subresource = Subresource, Namespace = Namespace, Path = Path };
    }

    /// <summary>One kind of request, by the names it was made for.</summary>
    private sealed class Use
    {
        private readonly Counter unnamed = new();
        private Dictionary<string, Counter>? named;
        private bool namesAny;

        /// <summary>Counts. Returns how many names more are kept, which is negative once they are let go.</summary>
        public int Add(string name, DateTimeOffset time, int maxNames)
        {
            if (name.Length == 0 || namesAny)
            {
                unnamed.Add(time);
                return 0;
            }
            named ??= new Dictionary<string, Counter>(StringComparer.Ordinal);
            if (named.TryGetValue(name, out Counter? counter))
            {
                counter.Add(time);
                return 0;
            }
            if (named.Count < maxNames)
            {
                named.Add(name, counter = new Counter());
                counter.Add(time);
                return 1;
            }
            int kept = named.Count;
            foreach (Counter one in named.Values)
                unnamed.Add(one);
            unnamed.Add(time);
            named = null;
            namesAny = true;
            return -kept;
        }

        public IEnumerable<UsedRequest> ToRequests(RbacRequest request)
        {
            if (unnamed.Count > 0)
                yield return new UsedRequest(request, namesAny, unnamed.Count, unnamed.First, unnamed.Last);
            foreach ((string name, Counter counter) in (named ?? []).OrderBy(n => n.Key, StringComparer.Ordinal))
                yield return new UsedRequest(request with { Name = name }, false, counter.Count, counter.First, counter.Last);
        }
    }

    private sealed class Counter
    {
        public long Count { get; private set; }

        public DateTimeOffset First { get; private set; }

        public DateTimeOffset Last { get; private set; }

        public void Add(DateTimeOffset time) => Add(1, time, time);

        public void Add(Counter other) => Add(other.Count, other.First, other.Last);

        private void Add(long count, DateTimeOffset first, DateTimeOffset last)
        {
            First = Count == 0 || first < First ? first : First;
            Last = Count == 0 || last > Last ? last : Last;
            Count += count;
        }
    }
}
