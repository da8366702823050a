using System.Text.Json;

namespace ContainerSecurity.Kubernetes.Api;

/// <summary>What an event of a watch says.</summary>
internal enum WatchEventType
{
    /// <summary>There is an object, as it is given.</summary>
    Seen,

    /// <summary>An object is gone.</summary>
    Deleted,

    /// <summary>Nothing but the version up to which all events were sent.</summary>
    Bookmark,

    /// <summary>Of a list that comes as a stream, all has been sent.</summary>
    ListEnded,

    /// <summary>Something that later servers may send, and which says nothing to this program.</summary>
    Unknown,
}

/// <summary>An event of a watch.</summary>
/// <param name="Type">What it says.</param>
/// <param name="Object">The object that it is about.</param>
internal readonly record struct WatchEvent(WatchEventType Type, JsonElement Object)
{
    /// <summary>The version from which the watch can go on.</summary>
    public string ResourceVersion => Object.Below("metadata").TextOf("resourceVersion") ?? "";

    /// <summary>Reads an event.</summary>
    /// <exception cref="ApiException">The event is an error of the server, or none.</exception>
    public static WatchEvent Parse(ReadOnlyMemory<byte> line)
    {
        JsonElement read;
        try
        {
            read = JsonText.Parse(line.ToArray());
        }
        catch (JsonException e)
        {
            throw new ApiException(null, "", "An event is no JSON.", e);
        }
        JsonElement about = read.Below("object");
        return read.TextOf("type") switch
        {
            "ADDED" or "MODIFIED" => new WatchEvent(WatchEventType.Seen, about),
            "DELETED" => new WatchEvent(WatchEventType.Deleted, about),
            "BOOKMARK" => new WatchEvent(IsEndOfList(about) ? WatchEventType.ListEnded : WatchEventType.Bookmark, about),
            "ERROR" => throw ApiConnection.Refusal(about),
            null => throw new ApiException(null, "", "An event has no type."),
            _ => new WatchEvent(WatchEventType.Unknown, about),
        };
    }

    private static bool IsEndOfList(JsonElement bookmark) => bookmark.Below("metadata").Below("annotations").TextOf("k8s.io/initial-events-end") == "true";
}
