using System.Diagnostics;
using ContainerSecurity.AspNetCore.Admission.Judging;
using ContainerSecurity.AspNetCore.Admission.Messages;
using ContainerSecurity.AspNetCore.Admission.Reviews;
using ContainerSecurity.AspNetCore.Admission.Telemetry;
using ContainerSecurity.AspNetCore.Telemetry;
using ContainerSecurity.Audit;
using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.AspNetCore.Admission;

/// <summary>
/// Answers an API server's questions. Nothing is allowed that was not read and judged to its end, unless the options
/// say so.
/// </summary>
internal sealed partial class AdmissionWebhook(
    Func<AdmissionReview, PolicyEngine, CancellationToken, Task<ReviewVerdict>> judge,
    IPolicyEngine engine,
    AdmissionWebhookOptions options,
    AdmissionTelemetry telemetry,
    TimeProvider time,
    ILogger<AdmissionWebhook> logger,
    bool isMutating = false) : IDisposable
{
    private readonly SemaphoreSlim turns = new(options.MaxConcurrency);

    public async Task HandleAsync(HttpContext context)
    {
        using Activity? activity = PackageTelemetry.Activities.StartActivity("admission.review");
        long start = time.GetTimestamp();
        try
        {
            AdmissionReview review = await ReadAsync(context).ConfigureAwait(false);
            TimeSpan rest = ReviewDeadline.Of(context.Request, options.Timeout) - time.GetElapsedTime(start);
            ReviewVerdict verdict = Keep(review, await JudgeAsync(review, rest, context.RequestAborted).ConfigureAwait(false), start);
            telemetry.Judged(review, verdict, time.GetElapsedTime(start));
            await AnswerAsync(context, review, verdict).ConfigureAwait(false);
        }
        catch (RefusedReviewException e)
        {
            telemetry.Refused(e.Status);
            LogRefused(e.Status, e.Message);
            await ReviewAnswer.WriteErrorAsync(context, e.Status, e.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
    }

    public void Dispose() => turns.Dispose();

    private async Task<AdmissionReview> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new RefusedReviewException(StatusCodes.Status415UnsupportedMediaType, "An AdmissionReview comes as application/json.");
        using ReviewBody body = await ReviewBody.ReadAsync(context, options.MaxReviewSize, options.ReadTimeout, time).ConfigureAwait(false);
        return AdmissionReview.Read(body.Bytes, body.Length);
    }

    /// <summary>Judges a review within its time, which may be over while the judging is still on its way.</summary>
    private async Task<ReviewVerdict> JudgeAsync(AdmissionReview review, TimeSpan rest, CancellationToken aborted)
    {
        using var late = new CancellationTokenSource(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, time);
        // Its source lives as long as the judging, which may outlast the answer.
        var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, aborted);
        CancellationToken token = either.Token;
        Task<ReviewVerdict> judging = Task.Run(() => JudgeInTurnAsync(review, token), CancellationToken.None);
        _ = judging.ContinueWith(_ => either.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            return await judging.WaitAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return Late(review);
        }
#pragma warning disable CA1031 // Rules and what completes a request are anybody's code; what it throws is this review's failure alone.
        catch (Exception e) when (!aborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(e, review.Object);
            return Failure(review, "It could not be judged, because of a fault that the webhook's log tells; nothing was decided.");
        }
    }

    private async Task<ReviewVerdict> JudgeInTurnAsync(AdmissionReview review, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ReviewVerdict verdict = await judge(review, engine.Current, cancellationToken).ConfigureAwait(false);
            return verdict.IsFailure ? Failure(review, verdict.Reason) : verdict;
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>
    /// Says what the end of the time means. Where images had to be verified, it is no, whatever the options say: who
    /// makes a registry slow must not get in by it.
    /// </summary>
    private ReviewVerdict Late(AdmissionReview review)
    {
        const string Reason = "It could not be judged in the time that the API server gives; nothing was decided.";
        if (isMutating || options.ImageTrust is null || engine.Current.Policy.Trust.IsEmpty)
            return Failure(review, Reason);
        LogUndecided(review.Object, Reason);
        return new ReviewVerdict(false, Reason) { Policy = engine.Current.Policy.Name, Reason = Reason };
    }

    /// <summary>Says what the options say of what could not be judged.</summary>
    private ReviewVerdict Failure(AdmissionReview review, string reason)
    {
        LogUndecided(review.Object, reason);
        return new ReviewVerdict(options.OnFailure == AdmissionFailure.Allow, reason)
        {
            Reason = options.OnFailure == AdmissionFailure.Allow ? $"Allowed, as is set for failures: {reason}" : reason,
            Warnings = options.OnFailure == AdmissionFailure.Allow ? [Shown.Cut($"It was let pass unjudged. {reason}", WarningList.MaxLength)] : [],
            IsFailure = true,
        };
    }

    /// <summary>Keeps the decision. Returns what is answered, which is a failure where it cannot be kept.</summary>
    private ReviewVerdict Keep(AdmissionReview review, ReviewVerdict verdict, long start)
    {
        try
        {
            options.Audit?.Append(new AuditEntry(
                time.GetUtcNow(),
                review.User,
                $"admission.{review.Operation.ToString().ToLowerInvariant()}",
                review.Object,
                verdict.IsAllowed ? AuditVerdict.Allow : verdict.IsFailure ? AuditVerdict.Error : AuditVerdict.Deny)
            {
                Reason = review.IsDryRun ? $"Dry run. {verdict.Reason}" : verdict.Reason,
                RuleIds = verdict.Rules,
                Duration = time.GetElapsedTime(start),
            });
            return verdict;
        }
        catch (IOException e)
        {
            LogNotKept(e);
            // What denies goes on denying.
            return verdict.IsAllowed ? Failure(review, "The decision could not be kept in the audit log.") : verdict;
        }
    }

    private Task AnswerAsync(HttpContext context, AdmissionReview review, ReviewVerdict verdict)
    {
        if (!verdict.IsAllowed)
            LogDenied(review.User, review.Operation, review.Object, verdict.Reason);
        return verdict.IsFailure && options.OnFailure == AdmissionFailure.LeaveToCluster
            ? ReviewAnswer.WriteErrorAsync(context, StatusCodes.Status500InternalServerError, verdict.Message)
            : ReviewAnswer.WriteAsync(context, review, verdict);
    }

    [LoggerMessage(EventId = 40, Level = LogLevel.Information, Message = "{User} may not {Operation} {Object}. {Reason}")]
    private partial void LogDenied(string user, AdmissionOperation operation, string @object, string reason);

    [LoggerMessage(
        EventId = 41,
        Level = LogLevel.Warning,
        Message = "A request was answered with {Status}, because it is no review that could be judged. {Reason}")]
    private partial void LogRefused(int status, string reason);

    [LoggerMessage(EventId = 42, Level = LogLevel.Error, Message = "Nothing was decided on {Object}. {Reason}")]
    private partial void LogUndecided(string @object, string reason);

    [LoggerMessage(EventId = 43, Level = LogLevel.Error, Message = "The judging of {Object} failed.")]
    private partial void LogFailed(Exception exception, string @object);

    [LoggerMessage(EventId = 44, Level = LogLevel.Critical, Message = "A decision could not be kept in the audit log.")]
    private partial void LogNotKept(Exception exception);
}
