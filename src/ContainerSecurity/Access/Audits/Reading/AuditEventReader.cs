using System.Security.Cryptography;
using System.Text.Json;

namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>
/// Reads lines of an audit log: an <c>Event</c> of <c>audit.k8s.io</c>, or an <c>EventList</c>. Bodies of requests
/// and answers are passed over.
/// </summary>
/// <param name="take">Takes an event, and returns what is wrong with it; null for nothing.</param>
internal sealed class AuditEventReader(Func<AuditEvent, string?> take)
{
    private const int MaxDepth = 10_000;
    private const int MaxText = 4096;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };
    private readonly AuditEvent seen = new();
    private readonly Utf8Names names = new();
    private string? problem;
    private int items;

    /// <summary>Reads a line. Returns what is wrong with it; null for nothing.</summary>
    public string? Read(ReadOnlySpan<byte> line)
    {
        problem = null;
        items = -1;
        try
        {
            var json = new Utf8JsonReader(line, Options);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return "The line is no JSON object.";
            bool isEvent = ReadEvent(ref json);
            if (json.Read())
                return "The line holds more than one JSON value.";
            if (items < 0 && isEvent)
                Take();
            else if (items < 0)
                problem ??= "The line is no event of an audit log: its kind is neither Event nor EventList.";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return $"The line is no event of an audit log: {(e is JsonException ? "it is no JSON, or breaks off" : "a value is not what it should be")}.";
        }
        return problem;
    }

    private void Take()
    {
        string? found = seen.Time == default ? "The event has no time." : seen.Stage.Length == 0 ? "The event has no stage." : take(seen);
        problem ??= found;
    }

    /// <summary>Reads an object up to its end. Returns whether it is an event.</summary>
    private bool ReadEvent(ref Utf8JsonReader json)
    {
        seen.Clear();
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            AuditField field = FieldOf(ref json);
            json.Read();
            if (field == AuditField.Items)
                ReadItems(ref json);
            else
                ReadField(field, ref json);
        }
        return seen.Kind == "Event";
    }

    private void ReadItems(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray || items >= 0)
            throw new FormatException();
        items = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
                throw new FormatException();
            items++;
            // The kind is the list's.
            ReadEvent(ref json);
            Take();
        }
    }

    private static AuditField FieldOf(ref Utf8JsonReader json) =>
        json.ValueTextEquals("kind"u8) ? AuditField.Kind
        : json.ValueTextEquals("auditID"u8) ? AuditField.Id
        : json.ValueTextEquals("stage"u8) ? AuditField.Stage
        : json.ValueTextEquals("requestURI"u8) ? AuditField.Uri
        : json.ValueTextEquals("verb"u8) ? AuditField.Verb
        : json.ValueTextEquals("user"u8) ? AuditField.User
        : json.ValueTextEquals("impersonatedUser"u8) ? AuditField.Impersonated
        : json.ValueTextEquals("objectRef"u8) ? AuditField.Object
        : json.ValueTextEquals("responseStatus"u8) ? AuditField.Status
        : json.ValueTextEquals("annotations"u8) ? AuditField.Annotations
        : json.ValueTextEquals("requestReceivedTimestamp"u8) || json.ValueTextEquals("stageTimestamp"u8) ? AuditField.Time
        : json.ValueTextEquals("items"u8) ? AuditField.Items
        : AuditField.Other;

    private void ReadField(AuditField field, ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
            return;
        switch (field)
        {
            case AuditField.Kind:
                seen.Kind = Text(ref json);
                break;
            case AuditField.Id:
                seen.Id = IdOf(ref json);
                break;
            case AuditField.Stage:
                seen.Stage = Text(ref json);
                break;
            case AuditField.Verb:
                seen.Verb = Text(ref json);
                break;
            case AuditField.Uri:
                seen.SetUriLength(json.CopyString(seen.RoomForUri(json.ValueSpan.Length)));
                break;
            case AuditField.Time:
                DateTimeOffset time = json.GetDateTimeOffset();
                seen.Time = seen.Time == default || time < seen.Time ? time : seen.Time;
                break;
            case AuditField.User:
                ReadIdentity(seen.User, ref json);
                break;
            case AuditField.Impersonated:
                ReadIdentity(seen.Impersonated, ref json);
                break;
            case AuditField.Object:
                ReadObject(ref json);
                break;
            case AuditField.Status:
                ReadStatus(ref json);
                break;
            case AuditField.Annotations:
                ReadAnnotations(ref json);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private void ReadObject(ref Utf8JsonReader json)
    {
        RequireObject(ref json);
        seen.HasObject = true;
        while (NextField(ref json))
        {
            if (json.ValueTextEquals("resource"u8))
                seen.Resource = NextText(ref json);
            else if (json.ValueTextEquals("namespace"u8))
                seen.Namespace = NextText(ref json);
            else if (json.ValueTextEquals("name"u8))
                seen.Name = NextText(ref json);
            else if (json.ValueTextEquals("apiGroup"u8))
                seen.ApiGroup = NextText(ref json);
            else if (json.ValueTextEquals("subresource"u8))
                seen.Subresource = NextText(ref json);
            else
                SkipValue(ref json);
        }
    }

    private void ReadIdentity(AuditIdentity identity, ref Utf8JsonReader json)
    {
        RequireObject(ref json);
        while (NextField(ref json))
        {
            if (json.ValueTextEquals("username"u8))
                identity.Name = NextText(ref json);
            else if (json.ValueTextEquals("uid"u8))
                identity.Uid = NextText(ref json);
            else if (json.ValueTextEquals("groups"u8))
                ReadTexts(identity.Groups, ref json);
            else if (json.ValueTextEquals("extra"u8))
                ReadExtras(identity, ref json);
            else
                SkipValue(ref json);
        }
    }

    private void ReadExtras(AuditIdentity identity, ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
            return;
        RequireObject(ref json);
        var values = new List<string>();
        while (NextField(ref json))
        {
            string key = Text(ref json);
            values.Clear();
            ReadTexts(values, ref json);
            foreach (string value in values)
                identity.Extras.Add((key, value));
        }
    }

    private void ReadStatus(ref Utf8JsonReader json)
    {
        RequireObject(ref json);
        while (NextField(ref json))
        {
            bool isCode = json.ValueTextEquals("code"u8);
            json.Read();
            if (isCode && json.TokenType != JsonTokenType.Null)
                seen.Code = json.GetInt32();
            else
                json.Skip();
        }
    }

    private void ReadAnnotations(ref Utf8JsonReader json)
    {
        RequireObject(ref json);
        while (NextField(ref json))
            if (json.ValueTextEquals("authorization.k8s.io/decision"u8))
                seen.Decision = NextText(ref json);
            else
                SkipValue(ref json);
    }

    private void ReadTexts(List<string> texts, ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
            return;
        if (json.TokenType != JsonTokenType.StartArray)
            throw new FormatException();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            texts.Add(Text(ref json));
    }

    /// <summary>Goes to the next name of the object that is being read; false at its end.</summary>
    private static bool NextField(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.PropertyName;
    }

    private static void RequireObject(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
            throw new FormatException();
    }

    private static void SkipValue(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private string NextText(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Null ? "" : Text(ref json);
    }

    private string Text(ref Utf8JsonReader json)
    {
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || json.ValueSpan.Length > MaxText)
            throw new FormatException();
        return json.ValueIsEscaped ? json.GetString()! : names.Of(json.ValueSpan);
    }

    /// <summary>The ID, which is a UUID unless the client has chosen another.</summary>
    private Guid IdOf(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String && json.TryGetGuid(out Guid id))
            return id;
        string text = json.TokenType == JsonTokenType.String ? json.GetString()! : throw new FormatException();
        return text.Length == 0 ? Guid.Empty : new Guid(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
