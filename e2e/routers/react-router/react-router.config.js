/** As React Router 8 will have it, whose loaders get the address of the data and not the page's. */
export default { future: { v8_passThroughRequests: true, v8_trailingSlashAwareDataRequests: true } };
