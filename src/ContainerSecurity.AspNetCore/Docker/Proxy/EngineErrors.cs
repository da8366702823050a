using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>Answers in the engine's form: <c>{"message":"…"}</c> and a line break.</summary>
internal static class EngineErrors
{
    public static async Task AnswerAsync(HttpContext context, int status, string message)
    {
        byte[] body = Body(message);
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Returns the text as the engine writes it: Go escapes these three letters and leaves the others.</summary>
    internal static byte[] Body(string message)
    {
        string text = JsonEncodedText.Encode(message, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()
            .Replace("&", "\\u0026", StringComparison.Ordinal).Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal);
        return System.Text.Encoding.UTF8.GetBytes($"{{\"message\":\"{text}\"}}\n");
    }
}
