/** unique_violation, deadlock_detected, serialization_failure: two at once, and the other one was first. */
const LATE = new Set(["23505", "40P01", "40001"]);

/** Runs a transaction anew when another one came first: now it finds what that one wrote. */
export async function tryAgain(run, tries = 5) {
  try {
    return await run();
  } catch (error) {
    // Drizzle keeps the error of the driver as the cause of its own.
    const isLate = LATE.has(error.code ?? error.cause?.code);
    if (!isLate || tries <= 1) throw error;
    return tryAgain(run, tries - 1);
  }
}
