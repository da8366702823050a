using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContainerSecurity.AspNetCore.Admission.Judging;
using ContainerSecurity.AspNetCore.Admission.Messages;
using ContainerSecurity.Policies;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.AspNetCore.Admission.Reviews;

/// <summary>Writes what an API server is answered.</summary>
internal static class ReviewAnswer
{
    private const int MaxCauses = 32;

    /// <summary>Quotes of messages stay as they are: nobody reads the answer as HTML.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers a review.</summary>
    public static Task WriteAsync(HttpContext context, AdmissionReview review, ReviewVerdict verdict)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, "AdmissionReview"u8);
            writer.WriteString("apiVersion"u8, AdmissionReview.ApiVersion);
            writer.WriteStartObject("response"u8);
            writer.WriteString("uid"u8, review.Uid);
            writer.WriteBoolean("allowed"u8, verdict.IsAllowed);
            if (!verdict.IsAllowed)
                WriteStatus(writer, verdict);
            if (!verdict.Patch.IsEmpty)
            {
                writer.WriteString("patchType"u8, "JSONPatch"u8);
                writer.WriteBase64String("patch"u8, verdict.Patch.Span);
            }
            WriteWarnings(writer, verdict);
            WriteAnnotations(writer, verdict);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return WriteAsync(context, StatusCodes.Status200OK, buffer);
    }

    /// <summary>Answers with an error of HTTP, in the form whose message an API server passes on.</summary>
    public static Task WriteErrorAsync(HttpContext context, int status, string message)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, "Status"u8);
            writer.WriteString("apiVersion"u8, "v1"u8);
            writer.WriteString("status"u8, "Failure"u8);
            writer.WriteString("message"u8, message);
            writer.WriteString("reason"u8, status < StatusCodes.Status500InternalServerError ? "BadRequest"u8 : "InternalError"u8);
            writer.WriteNumber("code"u8, status);
            writer.WriteEndObject();
        }
        // What was not read of the body is not the beginning of another request.
        if (status is StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge)
            context.Response.Headers.Connection = "close";
        return WriteAsync(context, status, buffer);
    }

    private static void WriteStatus(Utf8JsonWriter writer, ReviewVerdict verdict)
    {
        writer.WriteStartObject("status"u8);
        writer.WriteString("status"u8, "Failure"u8);
        writer.WriteString("reason"u8, "Forbidden"u8);
        writer.WriteNumber("code"u8, StatusCodes.Status403Forbidden);
        writer.WriteString("message"u8, verdict.Message);
        if (verdict.Denying.Count > 0)
        {
            writer.WriteStartObject("details"u8);
            writer.WriteStartArray("causes"u8);
            foreach (PolicyFinding denying in verdict.Denying.Take(MaxCauses))
            {
                writer.WriteStartObject();
                writer.WriteString("reason"u8, denying.Finding.Rule.Id);
                writer.WriteString("message"u8, Shown.Short(denying.Finding.Message));
                writer.WriteString("field"u8, Shown.Short(denying.Finding.Location.Path));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void WriteWarnings(Utf8JsonWriter writer, ReviewVerdict verdict)
    {
        if (verdict.Warnings.Count == 0)
            return;
        writer.WriteStartArray("warnings"u8);
        foreach (string warning in verdict.Warnings)
            writer.WriteStringValue(warning);
        writer.WriteEndArray();
    }

    private static void WriteAnnotations(Utf8JsonWriter writer, ReviewVerdict verdict)
    {
        if (verdict.Rules.Count == 0)
            return;
        writer.WriteStartObject("auditAnnotations"u8);
        writer.WriteString("policy"u8, Shown.Short(verdict.Policy));
        writer.WriteString("rules"u8, Shown.Cut(string.Join(',', verdict.Rules), WarningList.MaxTotal));
        writer.WriteEndObject();
    }

    private static async Task WriteAsync(HttpContext context, int status, ArrayBufferWriter<byte> buffer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }
}
