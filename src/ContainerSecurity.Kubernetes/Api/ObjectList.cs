using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ContainerSecurity.Kubernetes.Api;

/// <summary>
/// Lists the objects of a kind, page by page, in memory for one page. Where a list expires while it is read it goes on
/// behind the last object, so that none is lost and none comes twice.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="kind">The kind.</param>
/// <param name="namespace">The namespace; null for all.</param>
/// <param name="pageSize">How many objects a page has.</param>
internal sealed class ObjectList(ApiConnection connection, ClusterKind kind, string? @namespace, int pageSize)
{
    private const int MostRestarts = 8;
    private int limit = pageSize;
    private string? last;
    private bool isOrdered = true;
    private bool isAgain;

    /// <summary>The condition on fields that the objects meet, such as <c>type=Opaque</c>; null for none.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Whether only the metadata of the objects is asked for, so that what they hold never leaves the server.</summary>
    public bool IsMetadataOnly { get; init; }

    /// <summary>
    /// The version of the first page, from which changes can be watched. Where the list expired in between, the pages behind
    /// that are newer: what has changed before them is seen again, and what is seen from a later version on would lack it.
    /// </summary>
    public string ResourceVersion { get; private set; } = "";

    /// <summary>The pages in the order of the list.</summary>
    /// <exception cref="ApiException">The rest cannot be listed.</exception>
    public async IAsyncEnumerable<IReadOnlyList<ClusterObject>> PagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string? token = null;
        int restarts = 0;
        do
        {
            JsonElement page;
            try
            {
                page = await connection.GetAsync(PathOf(token), cancellation, IsMetadataOnly ? ApiConnection.MetadataList : ApiConnection.Json)
                    .ConfigureAwait(false);
            }
            catch (ApiException e) when (e.IsExpired && restarts++ < MostRestarts)
            {
                // Without a token for the rest, the list begins again; what has been seen stands at its beginning.
                token = e.Continue;
                isAgain |= token is null;
                continue;
            }
            catch (ApiException e) when (e.IsTooLarge && limit > 1)
            {
                limit = Math.Max(1, limit / 5);
                continue;
            }
            if (ResourceVersion.Length == 0)
                ResourceVersion = page.Below("metadata").TextOf("resourceVersion") ?? "";
            yield return [.. page.ItemsOf("items").Select(i => new ClusterObject(kind, i)).Where(IsNew)];
            token = page.Below("metadata").TextOf("continue");
            if (string.IsNullOrEmpty(token))
                yield break;
        }
        while (true);
    }

    /// <summary>Finds one object, with no more rights than a list needs.</summary>
    /// <returns>The object; null where there is none.</returns>
    /// <exception cref="ApiException">The server refused, or could not be reached.</exception>
    public async Task<ClusterObject?> FindAsync(string name, CancellationToken cancellation)
    {
        JsonElement page = await connection.GetAsync($"{kind.Path(@namespace)}?limit=1&fieldSelector={Uri.EscapeDataString("metadata.name=" + name)}",
            cancellation).ConfigureAwait(false);
        return page.ItemsOf("items").Select(i => new ClusterObject(kind, i)).FirstOrDefault(o => o.Name == name);
    }

    private string PathOf(string? token) =>
        $"{kind.Path(@namespace)}?limit={limit}" + (string.IsNullOrEmpty(token) ? "" : $"&continue={Uri.EscapeDataString(token)}")
        + (FieldSelector is null ? "" : $"&fieldSelector={Uri.EscapeDataString(FieldSelector)}");

    /// <summary>
    /// Whether an object has not been seen. Lists are in the order of their keys, so where one begins again the last
    /// one tells; of a server without order objects may come twice, but none is lost.
    /// </summary>
    private bool IsNew(ClusterObject found)
    {
        string key = KeyOf(found);
        bool isBehind = last is null || string.CompareOrdinal(key, last) > 0;
        if (!isBehind && isAgain && isOrdered)
            return false;
        isOrdered &= isBehind;
        last = key;
        return true;
    }

    private static string KeyOf(ClusterObject found) => found.Namespace is { } space ? $"{space}/{found.Name}" : found.Name;
}
