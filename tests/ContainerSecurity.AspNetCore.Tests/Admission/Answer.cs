using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>What a webhook answered.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonObject Body)
{
    public bool IsAllowed => Status == HttpStatusCode.OK && Body["response"]!["allowed"]!.GetValue<bool>();

    /// <summary>The message of a denial, or of an error of HTTP.</summary>
    public string Message => (Body["response"]?["status"]?["message"] ?? Body["message"])?.GetValue<string>() ?? "";

    public string[] Warnings => [.. Body["response"]?["warnings"]?.AsArray().Select(w => w!.GetValue<string>()) ?? []];

    /// <summary>The rules that deny.</summary>
    public string[] Causes => [.. Body["response"]?["status"]?["details"]?["causes"]?.AsArray().Select(c => c!["reason"]!.GetValue<string>()) ?? []];

    public string Uid => Body["response"]!["uid"]!.GetValue<string>();

    /// <summary>The patch as text; null for none.</summary>
    public string? Patch => Body["response"]?["patch"]?.GetValue<string>() is { } patch ? Encoding.UTF8.GetString(Convert.FromBase64String(patch)) : null;
}
